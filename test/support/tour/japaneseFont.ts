import { execFileSync } from 'node:child_process';
import { canInstallPackages, installPackages, updatePackageLists } from '../debian.ts';
import { say, sayWithTime } from '../say.ts';

/** Without a font that has its letters, pictures of Japanese show a box for each: one is installed where that can be. */
export async function findJapaneseFont(): Promise<void> {
  if (process.platform !== 'linux' || hasJapaneseFont()) return;
  if (canInstallPackages()) {
    await sayWithTime('No font for Japanese on this machine: installing one', () => {
      updatePackageLists();
      installPackages('fontconfig', 'fonts-ipafont-gothic');
    });
  } else {
    say('There is no font for Japanese on this machine: install one, such as fonts-noto-cjk, or see boxes.');
  }
}

function hasJapaneseFont(): boolean {
  try {
    return execFileSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    // Without fontconfig's programs nobody has looked after fonts here.
    return false;
  }
}
