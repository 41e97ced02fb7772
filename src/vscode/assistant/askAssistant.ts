/** Hands a run, a batch or a comparison to the assistant: in the chat where there is one, else by the clipboard. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { connectionsOf, type Topic } from '../../core/run/topic.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { handOver, type HandOver } from '../../services/query/handOver.ts';
import { Advice } from '../../services/query/question.ts';
import { withCancel } from '../carryAnalysis.ts';
import { chooseBatch } from '../chooseBatch.ts';
import { comparisonOf } from '../comparisonOf.ts';
import { showBriefly, showWarning } from '../door.ts';
import { toolPrefix } from '../ids.ts';
import { showPatternError } from '../patternFailure.ts';
import type { AssistantNeeds } from './needs.ts';
import { noteAsked } from './noteAsked.ts';
import { offerSetting } from './offerSetting.ts';

export async function askAboutRun(needs: AssistantNeeds, argument: unknown): Promise<void> {
  if (await isOff(needs)) return;
  const ref = await needs.chooser.run(argument, t('Ask Assistant About This Run'));
  if (ref) await ask(needs, { kind: 'run', ref });
}

export async function askAboutBatch(needs: AssistantNeeds, argument: unknown): Promise<void> {
  if (await isOff(needs)) return;
  const place = await chooseBatch(needs, argument, t('Ask Assistant About This Batch'));
  if (place) await ask(needs, { kind: 'batch', place });
}

export async function askAboutComparison(needs: AssistantNeeds, argument: unknown): Promise<void> {
  if (await isOff(needs)) return;
  const topic = await comparisonOf(needs.comparisonInFront, argument);
  if (topic) await ask(needs, topic);
}

async function isOff({ settings }: AssistantNeeds): Promise<boolean> {
  if (settings.assistant()) return false;
  const setting = 'agentRuns.assistant.enabled';
  const words = t('The setting {0} is off, so that nothing is handed to an assistant.', setting);
  await offerSetting(setting, words);
  return true;
}

async function ask({ source, settings, connections }: AssistantNeeds, topic: Topic): Promise<void> {
  // Other extensions may name what nobody here knows.
  if (connectionsOf(topic).some((id) => !connections.get(id))) return;
  try {
    const own = await source.get();
    const made = await withCancel((signal) => handOver(topic, own, signal), t('Reading what to ask about'));
    if (!made) return;
    if (settings.aiFeaturesOff() || !(await openChat(made))) await copy(made);
    noteAsked();
  } catch (error) {
    if (error instanceof PatternError) await showPatternError(error, t('Nothing was handed over.'));
    else if (error instanceof Advice)
      await showWarning(t('There is nothing here to ask about any more. Refresh the view, and try again.'));
    else throw error;
  }
}

/** The person reads the prompt, and sends it. @returns whether there was a chat with a model to send it to */
async function openChat({ prompt, tools }: HandOver): Promise<boolean> {
  if (!(await hasChat())) return false;
  try {
    await vscode.commands.executeCommand('workbench.action.chat.open', {
      query: prompt,
      isPartialQuery: true,
      toolIds: tools.map((name) => `${toolPrefix}${name}`),
    });
    return true;
  } catch {
    // Editors that have the command without a chat behind it.
    return false;
  }
}

/** A chat without a model only asks to sign in, and whoever works with another assistant never does. */
async function hasChat(): Promise<boolean> {
  const commands = await vscode.commands.getCommands(true);
  if (!commands.includes('workbench.action.chat.open')) return false;
  const models = await Promise.resolve(vscode.lm.selectChatModels()).catch(() => []);
  return models.length > 0;
}

async function copy({ prompt }: HandOver): Promise<void> {
  await vscode.env.clipboard.writeText(prompt);
  showBriefly(t('No chat here has a model: copied the prompt for your assistant'), 8000);
}
