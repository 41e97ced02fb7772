/**
 * The longest sample: somebody dictates the whole household after a burst pipe, item by item, until the limit
 * of 300 turns. In the middle the agent hears "fifty" for "fifteen", and every total after that is wrong.
 */

const rooms: readonly (readonly [room: string, items: string])[] = [
  [
    'living room',
    'a two-seat sofa 640, an armchair 280, a coffee table 120, a wool rug 350, a floor lamp 75, a bookcase 190, about sixty books 420, a television 580, a soundbar 160, a games console 390, two game controllers 110, a record player 230, a box of records 300, curtains 140, four cushions 60, a throw blanket 35, a framed print 45, a guitar 410, a music stand 25, a houseplant with pot 40',
  ],
  [
    'kitchen',
    'a fridge 720, a dishwasher 510, a microwave 95, a kettle 40, a toaster 35, a coffee grinder 85, a set of pans 210, a knife block 130, twelve plates 96, eight bowls 48, sixteen glasses 64, a cutlery set 120, a mixer 75, a spice rack 30, a kitchen table 260, four kitchen chairs 320, a wall shelf 55, a scale 22, three storage tins 18, a bread bin 28',
  ],
  [
    'bedroom',
    'a double bed 690, a mattress 540, a second mattress topper 120, a wardrobe 480, a chest of drawers 210, two bedside tables 140, two reading lamps 50, bed linen 90, two duvets 180, a full-length mirror 85, a hamper 30, a jewellery box 45, an alarm clock 15, winter coats 520, a suit 330, five dresses 400, eight pairs of shoes 640, a suitcase 130, a clothes steamer 60, a yoga mat 25',
  ],
  [
    'home office',
    'a desk 310, an office chair 260, a laptop 1,150, a monitor 290, a keyboard 70, a mouse 35, a printer 180, a router 90, a desk lamp 55, a filing cabinet 120, a paper shredder 65, a headset 110, a webcam 80, an external drive 95, a whiteboard 45, a globe 50, stationery 30, a camera 620, a camera lens 380, a tripod 75',
  ],
  [
    "children's room",
    'a bunk bed 430, two mattresses 280, a play rug 60, a toy chest 75, building bricks 220, a doll house 140, board games 110, a wooden railway 160, picture books 130, a desk 150, two small chairs 70, a night light 20, a tablet 210, a scooter 85, a school bag 95, sports clothes 120, a keyboard for the piano lessons 190, an easel 40, paints 25, a tent 55',
  ],
  [
    'cellar',
    'a washing machine 520, a dryer 610, a freezer 340, a vacuum cleaner 180, an ironing board 45, an iron 50, a tool box 160, a cordless drill 130, a mountain bike 780, a city bike 450, a bike trailer 290, two sleeping bags 140, a camping stove 60, skis 320, ski boots 210, a sledge 45, Christmas decorations 90, preserved food 80, a wine rack 55, eighteen bottles of wine 250',
  ],
  [
    'hall and bathroom',
    'a coat rack 70, a shoe cabinet 110, an umbrella stand 25, a runner 65, a mirror 80, a key cabinet 20, a bathroom cabinet 190, towels 120, a laundry rack 35, a hair dryer 45, an electric toothbrush 90, a bath mat 20, scales 30, a first-aid kit 25, a radio 50, a shower curtain 15, a stool 35, a medicine cabinet 85, a heater 70, a basket 15',
  ],
];

const asks = ['What is next?', 'Next, please.', 'Go on.', 'And then?', 'I am ready for the next one.'];
const says = [
  'Then ITEM, PRICE euros.',
  'ITEM, that was PRICE.',
  'ITEM. Let me see... PRICE euros.',
  'Next one is ITEM, PRICE.',
  'Um, ITEM. PRICE, I have the receipt.',
  'ITEM, I would say PRICE euros.',
];

/** The item at which the agent mishears; fifteen becomes fifty. */
const misheard = 'an alarm clock';

export const inventoryScript: string = [
  'U: Hello. A pipe burst on the floor above while we were away, the whole flat is wet. I was told to report every single thing.',
  'A: I am very sorry to hear that. I will take the inventory with you, item by item. What is your policy number?',
  'U: HV-230118.',
  'T: getPolicy {"policyNumber":"HV-230118"}',
  'R: {"policyNumber":"HV-230118","holder":"{name}","product":"Household Comfort","insuredSum":60000,"deductible":150}',
  'A: Thank you, {name}. Household Comfort, insured up to 60,000 euros. Please tell me the item and what it cost. Where do we start?',
  ...dictation(),
].join('\n');

function dictation(): string[] {
  let total = 0;
  let count = 0;
  return rooms.flatMap(([room, items]) => {
    const start = [`U: Now the ${room}.`, `A: All right, the ${room}. ${asks[count % asks.length] ?? ''}`];
    const lines = items.split(/, (?=[a-z]|Chr)/).flatMap((entry) => {
      const [, item = '', price = '0'] = /^(.*) ([\d,]+)$/.exec(entry) ?? [];
      const isMisheard = item === misheard;
      total += isMisheard ? 50 : Number(price.replace(',', ''));
      count += 1;
      const say = (says[(count * 7) % says.length] ?? '').replace('ITEM', item).replace('PRICE', price);
      const label = isMisheard ? '@misheard' : '';
      const noted = `${item}, ${isMisheard ? '50' : price} euros`;
      const sum =
        count % 4 === 0 || isMisheard ? ` That makes ${total.toLocaleString('en')} euros so far.` : '';
      return [
        `U: ${say.charAt(0).toUpperCase()}${say.slice(1)}`,
        `A${label}: Number ${count}: ${noted}.${sum} ${asks[count % asks.length] ?? ''}`,
        `D: {"inventory":{"position":${count},"total":${total}}}`,
      ];
    });
    return [...start, ...lines];
  });
}
