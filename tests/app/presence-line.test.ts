import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPresenceLine } from '../../src/app/presence-line.ts';
import { seal } from '../../src/crypto/seal.ts';
import { deriveTeamKeys, type TeamKeys } from '../../src/crypto/team-key.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { toCbor } from '../../src/protocol/bytes.ts';
import { encodeEnvelope } from '../../src/protocol/envelope.ts';
import { MAX_PRESENCE_BYTES } from '../../src/protocol/limits.ts';
import { CBOR, parsePresence, SERVER_HEADER } from '../../src/protocol/requests.ts';
import { seededRandom } from '../support/tablet.ts';

const TEAM = 'ours';
const random = seededRandom(5).bytes;
let keys: TeamKeys;
let mailbox: Mailbox;
let posted: Uint8Array[];

beforeEach(async () => {
  keys = await deriveTeamKeys(new Uint8Array(32).fill(7), TEAM);
  mailbox = new Mailbox();
  await mailbox.postboxes.clear();
  const postbox = { team: TEAM, device: 'dmaria', token: random(32), proof: keys.proof };
  await mailbox.postboxes.put(newPostbox({ ...postbox, isClaimed: true }));
  posted = [];
});

const fetchHere: typeof fetch = async (_input, init) => {
  const body = parsePresence(new Uint8Array(init?.body as Uint8Array<ArrayBuffer>));
  if (body.ok) posted.push(body.value.bytes);
  return new Response(toCbor({}), { headers: { 'content-type': CBOR, [SERVER_HEADER]: 'here' } });
};

function lineOf(device: string, isOnline = true) {
  const window = { navigator: { onLine: isOnline } } as Window;
  const key = keys.presenceKey;
  return openPresenceLine({ team: TEAM, device, key: () => key, mailbox, fetch: fetchHere, random, window });
}

async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('what an open page says to its colleagues', () => {
  test('[K1] leaves sealed and small, and opens on a colleague’s page and on other pages of that tablet', async () => {
    const maria = lineOf('dmaria');
    const sam = lineOf('dsam');
    const otherTabOfSam = lineOf('dsam');
    const heard: string[] = [];
    sam.line.hear((words) => heard.push(`sam ${words}`));
    otherTabOfSam.line.hear((words) => heard.push(`other tab ${words}`));

    maria.line.say('planted words');
    await until(() => posted.length === 1);
    const [sealed = new Uint8Array()] = posted;
    sam.onHeard(sealed);
    await until(() => heard.length === 2);

    expect(heard.toSorted()).toEqual(['other tab planted words', 'sam planted words']);
    expect(Buffer.from(sealed).includes('planted')).toBe(false);
    expect(sealed.length).toBeLessThanOrEqual(MAX_PRESENCE_BYTES);
    for (const { close } of [maria, sam, otherTabOfSam]) close();
  });

  test('is not said without a network, nor before the server knows the team', async () => {
    const offline = lineOf('dmaria', false);
    offline.line.say('nobody hears');
    await mailbox.postboxes.update(TEAM, { isClaimed: false });
    const unclaimed = lineOf('dmaria');
    unclaimed.line.say('nobody hears');
    await mailbox.postboxes.update(TEAM, { isClaimed: true });
    const online = lineOf('dmaria');
    online.line.say('heard');

    await until(() => posted.length > 0);

    expect(posted).toHaveLength(1);
    for (const { close } of [offline, unclaimed, online]) close();
  });

  test('[K2] is not taken from another team, from noise, or from an envelope of the notebook', async () => {
    const sam = lineOf('dsam');
    const heard: string[] = [];
    sam.line.hear((words) => heard.push(words));
    const said = (team: string, key: CryptoKey, text: string) =>
      seal(key, { team, device: 'dmaria', deviceSeq: 0, epoch: 0, text }, random);
    const theirs = await deriveTeamKeys(new Uint8Array(32).fill(8), 'theirs');

    sam.onHeard(random(300));
    sam.onHeard(encodeEnvelope(await said('theirs', theirs.presenceKey, 'another team')));
    sam.onHeard(encodeEnvelope(await said(TEAM, keys.sealKey, 'a change of the notebook')));
    sam.onHeard(encodeEnvelope(await said(TEAM, keys.presenceKey, 'ours')));
    await until(() => heard.length > 0);

    expect(heard).toEqual(['ours']);
    sam.close();
  });
});
