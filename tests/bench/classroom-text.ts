/**
 * Notes as an observer could have written them: the same for the same seed, and never twice the same. The words are
 * drawn one by one, each with its own chance, so that compression finds in them about what it finds in real prose and
 * no more (see README.md for the figures).
 */
export const NOTE_LENGTH = 200;

export interface ClassroomNote {
  readonly pupil: 'A' | 'B' | 'C' | 'class';
  readonly kind: 'did' | 'said' | 'work' | 'wonder';
  readonly text: string;
}

const list = (words: string) => words.trim().split(/\s+/);

const WHO = list(`
  Robin Wren Heron Finch Swift Rook Teal Plover Martin Jay Osprey Dunnock Linnet partner neighbour friend teacher table
  group pair class girl boy someone nobody everyone she he they`);
const DID = list(`
  looks points counts writes rubs draws folds holds turns whispers asks answers says repeats copies checks measures lays
  compares sorts guesses smiles frowns nods shrugs waits listens stares taps moves swaps lifts drops cuts glues labels
  colours circles crosses underlines reads explains argues agrees disagrees hesitates stops starts continues finishes
  forgets remembers notices wonders tries fails retries borrows shares offers takes gives passes hides shows covers
  stands sits leans reaches stretches yawns laughs sighs mutters mumbles calls interrupts corrects praises helps leads
  follows ignores watches peeks glances returns leaves joins splits adds subtracts doubles halves multiplies divides
  estimates rounds predicts tests proves decides chooses changes keeps breaks mends builds stacks lines matches traces
  admits announces arranges avoids begs blames blinks blows bounces brings catches challenges chats claims claps climbs
  collects complains confuses connects convinces crosses crumples dashes defends delays describes discovers divides drags
  echoes encourages enjoys erases exchanges expects explores finds flips fetches gathers gazes gestures grabs grins groans
  hesitates highlights hums imagines insists invents judges jumps kneels knocks labels learns loses marks mentions misses
  models names needs opens orders outlines paints pauses picks plans plays presses pretends protests pulls pushes recalls
  records rejects rests rolls rushes scribbles searches selects separates shakes shouts shuffles sketches slides snaps
  spells spots squeezes suggests supports tears thanks thinks throws ticks tidies tips treats trusts twists unfolds uses
  visits walks wants warns wipes works worries wraps`);
const WHAT = list(`
  strip strips board pencil ruler rubber paper sheet card cards fraction fractions half halves third thirds quarter
  quarters fifth fifths sixth sixths eighth eighths tenth tenths number numbers line bar piece pieces part parts whole
  wholes bottom top side edge corner middle answer answers question reason reasons sentence word words rule pattern
  table grid square triangle circle rectangle shape shapes picture diagram arrow mark dot fold crease gap box column row
  page book folder tray chair desk floor window door clock screen slide voice hand hands finger fingers eyes head turn
  task starter plenary hint stem example mistake idea thought guess claim proof method step working sum total
  difference remainder length width size amount share slice pizza cake chocolate orange water jug litre metre centimetre
  minute second start end pause silence noise argument story joke name list graph scale label key note sticker star
  addition balance basket beginning border breath calendar capital centre chance chart coin compass copy corridor cover
  crayon cupboard decimal denominator detail diary digit direction doubt draft drawing edges effort end estimate evidence
  experiment explanation expression face fact feature field figure form frame game glance glue gram group guess habit
  handwriting heading height hope hour image inch instruction interest item kilogram knowledge lamp language laptop law
  lesson letter lid list loop margin marker mass mat match maths measure memory metal midpoint model moment money motion
  multiple name neighbourhood note notebook numerator object opinion order outline oval pace pattern pen perimeter phrase
  place plan plate point position poster problem product quantity quiz range rate ratio recipe record result ribbon role
  room rope row scissors section segment sequence sheet shelf shoulder sign skill sleeve smile solution sound space speech
  square stack stage stamp step stool straw string subject surface symbol system talk tape task temper tens test text
  thousand ticket tile time token tone tool topic tower track triangle turn unit value vertex view wall weight width world
  homework test score target level challenge extension worksheet calculator counter cube cubes block blocks dice spinner`);
const LIKE = list(`
  small smaller smallest big bigger biggest long longer short shorter equal unequal same different right wrong sure unsure
  quick slow careful careless neat messy quiet loud first second third last next other another each every both whole empty
  full red blue green yellow black white torn folded uneven straight crooked thick thin heavy light early late easy hard
  tricky simple clear muddled proud shy bored keen tired puzzled pleased cross calm busy alone silent sudden new old own
  absent active actual angry awake blank brave bright broad broken certain cheerful clever close cold common complete
  correct curious curved deep dull eager exact extra fair false famous final firm flat foolish free fresh friendly funny
  gentle glad good great handy happy helpful honest huge hungry important keen kind large lazy lost lucky narrow nervous
  nice noisy odd open patient plain pleasant polite poor possible pretty real rough round sad safe sharp shiny silly
  single smooth soft special spare steady stiff strange strong tall tiny true useful usual warm weak wet wide wild wise`);
const HOW = list(`
  quickly slowly carefully again twice already still almost never always often sometimes aloud together alone instead first
  later suddenly quietly loudly at last once more without asking without looking back here there away nearly exactly`);
const LINK = list(`
  because but so then while when after before until and or if although as since unless whereas that where`);
const PLACE = list(`
  on under beside with without near behind across over into from to for against between along above below past towards
  about around off through of in at by`);
const SMALL = list(`
  the a his her their this that one two three four five six seven eight nine ten eleven twelve twenty thirty some any no
  more less fewer most half all`);

/** Bytes that repeat for the same seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function classroomNotes(count: number, seed: number): readonly ClassroomNote[] {
  const chance = chanceFrom(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(chance() * from.length)] as T;
  const whole = (below: number) => 1 + Math.floor(chance() * below);
  const amount = () =>
    pick([
      () => `${whole(40)}/${whole(40)}`,
      () => `${whole(99)} ${pick(['cm', 'mm', 'g', 'ml', 'p', 'times', 'cards'])}`,
      () => `${whole(12)}:${10 + whole(49)}`,
      () => `${whole(9)}.${whole(99)}`,
      () => `${whole(30)} + ${whole(90)}`,
    ])();
  const phrase = () => {
    const words = [pick(WHO), pick(DID)];
    if (chance() < 0.3) words.push(pick(HOW));
    if (chance() < 0.8) words.push(pick(SMALL), ...(chance() < 0.5 ? [pick(LIKE)] : []), pick(WHAT));
    if (chance() < 0.5) words.push(pick(PLACE), pick(SMALL), pick(WHAT));
    if (chance() < 0.4) words.push(pick(PLACE), amount());
    return words.join(' ');
  };
  const sentence = () => {
    const said = phrase() + (chance() < 0.5 ? ` ${pick(LINK)} ${phrase()}` : '');
    if (chance() < 0.2) return `"${said}?"`;
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}${pick(['.', '.', '.', '!', ';'])}`;
  };
  return Array.from({ length: count }, () => {
    let text = sentence();
    while (text.length < NOTE_LENGTH) text += ` ${sentence()}`;
    return {
      pupil: pick(['A', 'B', 'C', 'class'] as const),
      kind: pick(['did', 'said', 'work', 'wonder'] as const),
      text: text.slice(0, NOTE_LENGTH),
    };
  });
}

/** How many different words there are, for the README. */
export const VOCABULARY = new Set([WHO, DID, WHAT, LIKE, HOW, LINK, PLACE, SMALL].flat()).size;
