import type { ScenarioScript } from '../scenario.ts';

const opening = `
A: [[Welcome to the dental practice at the river, you are speaking with Lina, the virtual assistant. How can I help you?||Dental practice at the river, good morning. I'm Lina, a virtual assistant. What can I do for you?]]
U: [[Yeah hi, um, I have an appointment on {oldDay} and I can't make it.||Hello, I'd like to move my appointment please.||Hi, it's {name}. Something came up at work, I need another slot.||Uh, good morning. My appointment, can I, can I change that?]]
D: {"asr":{"confidence":0.91,"language":"en-GB","durationMs":3120}}
A: [[Of course. May I have your full name and your date of birth?||Sure, I can move it. Please tell me your name and date of birth.]]
U: [[{name}, {born}.||My name is {name}, born {born}.||Sure, uh, {name}. And the date is {born}.]]
D: {"asr":{"confidence":0.84,"language":"en-GB","alternatives":["{name}","{heard}"]}}
T: findPatient {"name":"{name}","dateOfBirth":"{bornIso}"}
R: {"patientId":"P-{patient}","name":"{name}","appointments":[{"id":"A-{patient}7","day":"{oldDay}","time":"{oldTime}","treatment":"{treatment}","dentist":"{dentist}"}]}
`;

const found = `
A: [[Thank you, {name}. I see your {treatment} on {oldDay} at {oldTime} with {dentist}. When would it suit you instead?||I found it: {treatment}, {oldDay}, {oldTime}, with {dentist}. Which day would you prefer?]]
U: [[{newDay} would be good, after four if possible.||Do you have anything on {newDay} afternoon?||Any time {newDay}, but not too early. Four or later.]]
D: {"asr":{"confidence":0.88,"language":"en-GB"},"bargeIn":false}
T: freeSlots {"dentist":"{dentist}","day":"{newDay}","from":"16:00"}
R: {"day":"{newDay}","slots":["16:15","17:00"]}
`;

const goodbye = `
(0.4
  U: [[And how long does it take?||Will it take long?||Do I have to bring anything?]]
  A: [[Please plan about forty minutes, and bring your insurance card.||About forty minutes. Your insurance card is all you need.]]
)
U: [[Great, thanks. Bye.||Perfect, thank you so much.||Okay. Thanks. Bye bye.]]
A: [[You're welcome. Goodbye, {name}.||Thank you for calling. See you on {newDay}. Goodbye.]]
D: {"_cognigy":{"_voiceGateway2":{"json":{"verb":"hangup"}}}}
`;

export const appointment: ScenarioScript = {
  key: 'appointment',
  name: 'Appointment rebooking by voice',
  personaName: 'Busy patient on the phone',
  persona:
    'You call from a noisy street. You speak in short, unfinished sentences, correct yourself, and sometimes interrupt. You know your date of birth but not your patient number.',
  mission:
    'Move your dental appointment to another day, after four in the afternoon. Make sure that the agent repeats the new day and time before you hang up.',
  criteria: [
    ['Caller Identified', 'The agent asks for name and date of birth and looks the patient up with both'],
    [
      'Appointment Moved',
      'The old appointment is cancelled and a new one after 16:00 exists, by calling moveAppointment',
    ],
    ['Read Back', 'The agent repeats weekday and time of the new appointment before the call ends'],
    ['Short Sentences', 'No spoken answer is longer than 40 words or contains written formatting'],
  ],
  maxTurns: 40,
  cases: [
    {
      name: 'Sarah Whitfield',
      heard: 'Sara Wheatfield',
      born: 'the third of May eighty-eight',
      bornIso: '1988-05-03',
      patient: '4417',
      oldDay: 'Thursday',
      oldTime: '9:30',
      newDay: 'Tuesday',
      treatment: 'check-up',
      dentist: 'Doctor Osei',
    },
    {
      name: 'Jürgen Weißmüller',
      heard: 'Jurgen Vice Muller',
      born: 'the twenty-first of November fifty-nine',
      bornIso: '1959-11-21',
      patient: '2036',
      oldDay: 'Monday',
      oldTime: '11:00',
      newDay: 'Friday',
      treatment: 'crown fitting',
      dentist: 'Doctor Brandt',
    },
    {
      name: 'Fatima Rahmani',
      heard: 'Fatima Romani',
      born: 'the ninth of July two thousand and one',
      bornIso: '2001-07-09',
      patient: '5120',
      oldDay: 'Wednesday',
      oldTime: '14:45',
      newDay: 'Thursday',
      treatment: 'filling',
      dentist: 'Doctor Osei',
    },
    {
      name: 'Declan Murphy',
      heard: 'Deckland Murphy',
      born: 'the thirtieth of January seventy-five',
      bornIso: '1975-01-30',
      patient: '3308',
      oldDay: 'Friday',
      oldTime: '8:15',
      newDay: 'Wednesday',
      treatment: 'professional cleaning',
      dentist: 'Doctor Marchetti',
    },
    {
      name: 'Agnieszka Nowak',
      heard: 'Agnes Novak',
      born: 'the twelfth of December ninety-three',
      bornIso: '1993-12-12',
      patient: '4902',
      oldDay: 'Tuesday',
      oldTime: '10:00',
      newDay: 'Monday',
      treatment: 'wisdom tooth consultation',
      dentist: 'Doctor Brandt',
    },
    {
      name: 'Li Wei',
      heard: 'Lee Way',
      born: 'the fifteenth of August eighty-two',
      bornIso: '1982-08-15',
      patient: '3771',
      oldDay: 'Thursday',
      oldTime: '13:30',
      newDay: 'Friday',
      treatment: 'root canal, second visit',
      dentist: 'Doctor Marchetti',
    },
    {
      name: 'Oluwaseun Adeyemi',
      heard: 'Oliver Shown Adeyemi',
      born: 'the second of February ninety',
      bornIso: '1990-02-02',
      patient: '4128',
      oldDay: 'Monday',
      oldTime: '15:00',
      newDay: 'Tuesday',
      treatment: 'check-up',
      dentist: 'Doctor Osei',
    },
    {
      name: 'Ingrid Sørensen',
      heard: 'Ingrid Sorensen',
      born: 'the eighteenth of October sixty-six',
      bornIso: '1966-10-18',
      patient: '2590',
      oldDay: 'Wednesday',
      oldTime: '9:00',
      newDay: 'Thursday',
      treatment: 'bridge adjustment',
      dentist: 'Doctor Brandt',
    },
  ],
  variants: [
    {
      key: 'moved',
      script: `${opening}${found}
A: On {newDay} I have quarter past four, or five o'clock. Which one do you take?
U: [[Quarter past four.||Um, the first one. Quarter past.||Five is too late. The earlier one.]]
T: moveAppointment {"appointmentId":"A-{patient}7","day":"{newDay}","time":"16:15"}
R: {"ok":true,"appointmentId":"A-{patient}8","day":"{newDay}","time":"16:15"}
A: [[Done. Your new appointment is on {newDay} at quarter past four with {dentist}. You get a text message.||All right: {newDay}, quarter past four, with {dentist}. The old appointment is cancelled.]]
${goodbye}`,
      judged: [
        [true, 'findPatient was called with name and date of birth.'],
        [true, 'moveAppointment was called for 16:15 and answered ok.'],
        [true, 'Day and time were repeated.'],
        [true, 'No answer has more than 40 words.'],
      ],
      summary: 'The caller was identified and the appointment moved to {newDay}, 16:15, which was read back.',
    },
    {
      key: 'movedGerman',
      people: ['Jürgen Weißmüller', 'Agnieszka Nowak', 'Ingrid Sørensen'],
      script: `
A: Zahnarztpraxis am Fluss, guten Tag. Hier ist Lina, die digitale Assistentin. Was kann ich für Sie tun?
U: [[Ja, grüß Gott, ich müsst meinen Termin verschieben.||Hallo, ich kann leider nicht zu meinem Termin kommen. Können wir den verlegen?]]
D: {"asr":{"confidence":0.79,"language":"de-DE"}}
A: Gern. Nennen Sie mir bitte Ihren Namen und Ihr Geburtsdatum.
U: {name}, {bornIso}.
T: findPatient {"name":"{name}","dateOfBirth":"{bornIso}"}
R: {"patientId":"P-{patient}","name":"{name}","appointments":[{"id":"A-{patient}7","day":"{oldDay}","time":"{oldTime}","treatment":"{treatment}"}]}
A: Danke schön. Ich sehe Ihren Termin. An welchem Tag würde es Ihnen besser passen?
U: [[Übermorgen, so ab vier?||Nächste Woche, aber erst nach vier, ich muss die Kinder holen.]]
T: freeSlots {"dentist":"{dentist}","day":"{newDay}","from":"16:00"}
R: {"day":"{newDay}","slots":["16:15","17:00"]}
A: Da hätte ich Viertel nach vier oder fünf Uhr.
U: Viertel nach vier, bitte.
T: moveAppointment {"appointmentId":"A-{patient}7","day":"{newDay}","time":"16:15"}
R: {"ok":true,"appointmentId":"A-{patient}8","day":"{newDay}","time":"16:15"}
A: Erledigt. Der neue Termin ist um Viertel nach vier, der alte ist gelöscht. Sie bekommen eine SMS.
U: [[Super, vielen Dank! Tschüss.||Prima. Servus.]]
A: Gern geschehen. Auf Wiederhören!
D: {"_cognigy":{"_voiceGateway2":{"json":{"verb":"hangup"}}}}`,
      judged: [
        [true, 'The patient was found with name and date of birth.'],
        [true, 'moveAppointment answered ok.'],
        [true, 'The time was repeated, and the day had been named by the caller.'],
        [true, 'All answers are short.'],
      ],
      summary: 'The conversation was held in German throughout; the appointment was moved and confirmed.',
    },
    {
      key: 'noReadBack',
      script: `${opening}${found}
A: On {newDay} I have quarter past four, or five o'clock. Which one do you take?
U: [[The first one. Hold on... yes, the first one.||Quarter past four.]]
T: moveAppointment {"appointmentId":"A-{patient}7","day":"{newDay}","time":"16:15"}
R: {"ok":true,"appointmentId":"A-{patient}8","day":"{newDay}","time":"16:15"}
A@done: [[Your appointment has been moved. Goodbye.||That is changed for you. Have a nice day, goodbye.]]
D: {"_cognigy":{"_voiceGateway2":{"json":{"verb":"hangup"}}}}
U: [[Wait, which day is that now? Hello?||Sorry, was that four or five? ... Hello?]]`,
      judged: [
        [true, 'The patient was found with name and date of birth.'],
        [true, 'moveAppointment answered ok.'],
        [
          false,
          'At turn {turn:done} the agent hangs up without repeating day or time; the caller asks for them in vain.',
        ],
        [true, 'All answers are short.'],
      ],
      summary:
        'The appointment was moved, but the caller does not know to when: the agent hung up without reading it back.',
    },
    {
      key: 'misheard',
      script: `
A: Welcome to the dental practice at the river, you are speaking with Lina, the virtual assistant. How can I help you?
U: [[Hi, I need to move my appointment.||Yeah hello, I can't come on {oldDay}.]]
D: {"asr":{"confidence":0.52,"language":"en-GB","noise":"street"}}
A: Of course. May I have your full name and your date of birth?
U: {name}, {born}.
D: {"asr":{"confidence":0.43,"language":"en-GB","alternatives":["{heard}","{name}"]}}
T: findPatient {"name":"{heard}","dateOfBirth":"{bornIso}"}
R: {"error":"NO_MATCH","candidates":0}
A@miss: I can't find a patient called {heard}. Could you spell your last name, please?
U: [[Sure. Like it sounds... {name}. Shall I spell it?||It's {name}. {name}!]]
D: {"asr":{"confidence":0.47,"language":"en-GB"}}
T: findPatient {"name":"{heard}","dateOfBirth":"{bornIso}"}
R: {"error":"NO_MATCH","candidates":0}
A@transfer: I'm sorry, there is no patient with this name. I'll transfer you to the front desk. Please hold the line.
D: {"_cognigy":{"_voiceGateway2":{"json":{"verb":"dial","target":"frontdesk"}}}}
U: [[Oh come on...||It's Sunday, nobody is there!]]`,
      judged: [
        [
          false,
          'Speech recognition gave {heard} for {name}; at turn {turn:miss} the agent ignores the second alternative and never asks for the patient number.',
        ],
        [false, 'No call of moveAppointment: the caller was transferred at turn {turn:transfer}.'],
        [false, 'There was nothing to read back.'],
        [true, 'All answers are short.'],
      ],
      summary: 'The agent did not understand the name, tried the same spelling twice and gave up.',
    },
    {
      key: 'tooEarly',
      script: `${opening}
A: Thank you, {name}. I see your {treatment} on {oldDay} at {oldTime}. When would it suit you instead?
U: {newDay}, but only after four. I work until half past three.
T: freeSlots {"dentist":"{dentist}","day":"{newDay}","from":"08:00"}
R: {"day":"{newDay}","slots":["8:30","10:15","16:15","17:00"]}
T: moveAppointment {"appointmentId":"A-{patient}7","day":"{newDay}","time":"10:15"}
R: {"ok":true,"appointmentId":"A-{patient}8","day":"{newDay}","time":"10:15"}
A@early: I have booked {newDay} at a quarter past ten in the morning for you. Is there anything else?
U: [[No no, I said after four!||Ten in the morning? I'm at work then.]]
A@sorry: I'm sorry. The next free slot is in three weeks. Shall I keep the appointment at a quarter past ten?
U: [[Um. Okay, keep it, I'll ask my boss.||Then just cancel the whole thing. Bye.]]
A: {newDay}, a quarter past ten. Thank you for calling, goodbye.`,
      judged: [
        [true, 'The patient was found with name and date of birth.'],
        [
          false,
          'The new appointment is at 10:15 (turn {turn:early}) although the caller asked for a time after four and 16:15 was free.',
        ],
        [true, 'Day and time were repeated.'],
        [true, 'All answers are short.'],
      ],
      summary:
        'The agent booked a time that the caller had ruled out, and at turn {turn:sorry} denied that a later one was free.',
    },
    {
      key: 'written',
      script: `${opening}
A@list: Thank you, {name}! Here is your appointment:
|
| - **Treatment:** {treatment}
| - **Day:** {oldDay}, {oldTime}
| - **Dentist:** {dentist}
|
| Please choose one of the following options: (1) move the appointment to another day of the current calendar week, (2) move it to a later calendar week, (3) cancel it free of charge up to 24 hours before, or (4) talk to the front desk, which you reach on working days between eight and noon.
U: [[Uh... what? Star star what? Two I guess. {newDay}, after four.||Sorry that was a lot. {newDay}, after four please.]]
D: {"asr":{"confidence":0.81,"language":"en-GB"},"bargeIn":true}
T: freeSlots {"dentist":"{dentist}","day":"{newDay}","from":"16:00"}
R: {"day":"{newDay}","slots":["16:15","17:00"]}
T: moveAppointment {"appointmentId":"A-{patient}7","day":"{newDay}","time":"16:15"}
R: {"ok":true,"appointmentId":"A-{patient}8","day":"{newDay}","time":"16:15"}
A: Your new appointment is on {newDay} at quarter past four.
${goodbye}`,
      judged: [
        [true, 'The patient was found with name and date of birth.'],
        [true, 'moveAppointment answered ok.'],
        [true, 'Day and time were repeated.'],
        [
          false,
          'Turn {turn:list} has far more than 40 words, asterisks and a bullet list, which are read aloud; the caller interrupts.',
        ],
      ],
      summary: 'The goal was reached, but the agent spoke as if it was writing.',
    },
  ],
  batches: [
    {
      key: 'b1',
      ageMinutes: 16 * 1440 + 210,
      mix: {
        moved: 22,
        movedGerman: 6,
        noReadBack: 4,
        misheard: 4,
        tooEarly: 1,
        written: 1,
        'error:voiceGateway': 1,
        'error:timeout': 1,
      },
      endpoints: ['voiceGateway2'],
      model: 'gpt-4o-mini-eu',
    },
    {
      key: 'b2',
      ageMinutes: 3 * 1440 + 65,
      mix: { 'error:voiceGateway': 8 },
      endpoints: ['voiceGateway2'],
      model: 'gpt-4o-eu',
    },
    {
      key: 'b3',
      ageMinutes: 21 * 60 + 12,
      mix: { moved: 11, movedGerman: 4, noReadBack: 1, misheard: 2, tooEarly: 3, written: 3 },
      endpoints: ['voiceGateway2', 'voiceGateway2', 'phoneBridge'],
      model: 'gpt-4o-eu',
    },
  ],
};
