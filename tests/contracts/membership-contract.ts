import { afterEach, describe, expect, test } from 'vitest';
import { INVITATION_LIFETIME_MS } from '../../src/protocol/limits.ts';
import type { Membership } from '../../src/server/membership.ts';
import type { Store } from '../../src/server/store.ts';
import { aDevice, aTeam, bytes } from '../server/tablet.ts';

/** What every register of tablets and invitations must do. `openStores` opens the same empty database as often as asked. */
export function membershipContract(
  name: string,
  openStores: (count: number) => Promise<{ stores: readonly Store[]; close: () => Promise<void> }>,
) {
  describe(`${name} membership`, () => {
    let close: (() => Promise<void>) | undefined;
    afterEach(async () => {
      await close?.();
      close = undefined;
    });

    async function open(count = 1): Promise<readonly Membership[]> {
      const opened = await openStores(count);
      close = opened.close;
      return opened.stores.map((store) => store.membership);
    }

    const aClaim = (over: { team?: string; proofHash?: Uint8Array } = {}) => ({
      team: aTeam(),
      device: aDevice(),
      tokenHash: bytes(32),
      proofHash: bytes(32),
      ...over,
    });
    const anInvitation = (isGuest = false) => ({
      id: bytes(16),
      proofHash: bytes(32),
      box: bytes(90),
      isGuest,
    });

    test('the first claim starts a team, the same proof brings tablets back, another is refused', async () => {
      const [members] = await open();
      const first = aClaim();
      const second = aClaim(first && { team: first.team, proofHash: first.proofHash });
      const stranger = aClaim({ team: first.team });

      expect(await members!.claim(first, 1)).toBe('started');
      expect(await members!.claim(first, 2)).toBe('joined');
      expect(await members!.claim(second, 3)).toBe('joined');
      expect(await members!.claim(stranger, 4)).toBe('refused');

      expect((await members!.devices(first.team)).map(({ device }) => device)).toEqual([
        first.device,
        second.device,
      ]);
      expect(await members!.deviceByToken(first.team, stranger.tokenHash, 5)).toBeNull();
    });

    test('[K9] what has ended is forgotten, with the number of what was; what lasts stays', async () => {
      const [members] = await open();
      const claim = aClaim();
      await members!.claim(claim, 0);
      const [old, young] = [anInvitation(), anInvitation()];
      await members!.invite(claim.team, old, 0);
      await members!.invite(claim.team, young, 1);
      const end = INVITATION_LIFETIME_MS;

      const forgotten = [await members!.forgetExpired(end), await members!.forgetExpired(end)];

      const accept = (id: Uint8Array, proofHash: Uint8Array) =>
        members!.accept({ id, proofHash, device: aDevice(), tokenHash: bytes(32) }, end);
      expect(forgotten).toEqual([1, 0]);
      expect(await accept(old.id, old.proofHash)).toBeNull();
      expect(await accept(young.id, young.proofHash)).toMatchObject({ team: claim.team });
    });

    test('the box of a recovery sheet lets tablets in until a newer sheet takes its place', async () => {
      const [members] = await open();
      const [ours, others] = [aClaim(), aClaim()];
      await members!.claim(ours, 1);
      await members!.claim(others, 1);
      const sheet = (at: string) => ({ id: bytes(16), proofHash: bytes(32), box: bytes(90), at });
      const [first, second] = [sheet('000000001.0000.dmaria'), sheet('000000002.0000.dmaria')];
      const shown = (proved: typeof first) => ({ ...proved, device: aDevice(), tokenHash: bytes(32) });

      expect(await members!.keepRecovery(ours.team, first)).toBe(true);
      expect(await members!.keepRecovery(others.team, { ...sheet(second.at), id: first.id })).toBe(false);
      const tablet = shown(first);
      for (let times = 0; times < 2; times++) {
        const found = await members!.recover(tablet, 5);
        expect([found?.team, [...(found?.box ?? [])]]).toEqual([ours.team, [...first.box]]);
      }
      expect(await members!.deviceByToken(ours.team, tablet.tokenHash, 6)).toBe(tablet.device);
      expect(await members!.recover({ ...tablet, proofHash: bytes(32) }, 5)).toBeNull();

      await members!.keepRecovery(ours.team, second);
      await members!.keepRecovery(ours.team, first);
      expect(await members!.recover(shown(first), 7)).toBeNull();
      expect((await members!.recover(shown(second), 7))?.team).toBe(ours.team);
    });

    test('a tablet that leaves is out, and the others are not', async () => {
      const [members] = await open();
      const [maria, sam] = [aClaim(), aClaim()];
      await members!.claim(maria, 1);
      await members!.claim({ ...sam, team: maria.team, proofHash: maria.proofHash }, 1);

      await members!.leave(maria.team, sam.device);
      await members!.leave(maria.team, sam.device);

      expect(await members!.deviceByToken(maria.team, sam.tokenHash, 2)).toBeNull();
      expect(await members!.deviceByToken(maria.team, maria.tokenHash, 2)).toBe(maria.device);
    });

    test('several servers that are asked to start one team at once start it once', async () => {
      const servers = await open(3);
      const [ours, theirs] = [aClaim(), aClaim()];
      const claims = servers.map((_, index) => ({ ...(index === 0 ? ours : theirs), team: ours.team }));

      const outcomes = await Promise.all(claims.map((claim, index) => servers[index]!.claim(claim, 0)));

      expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
      expect([outcomes[1], outcomes[2]].toSorted()).toEqual(
        outcomes[0] === 'started' ? ['refused', 'refused'] : ['joined', 'started'],
      );
    });

    test('[K4] a token belongs to one tablet of one team, and a new one ends the old one at once', async () => {
      const [here, there] = await open(2);
      const maria = aClaim();
      await here!.claim(maria, 0);
      const renewed = { ...maria, tokenHash: bytes(32) };

      expect(await there!.deviceByToken(maria.team, maria.tokenHash, 0)).toBe(maria.device);
      expect(await there!.deviceByToken(aTeam(), maria.tokenHash, 0)).toBeNull();
      expect(await there!.deviceByToken('no\0team', maria.tokenHash, 0)).toBeNull();
      await here!.claim(renewed, 1);
      expect(await there!.deviceByToken(maria.team, maria.tokenHash, 1)).toBeNull();
      expect(await there!.deviceByToken(maria.team, renewed.tokenHash, 1)).toBe(maria.device);
      const sam = { ...maria, device: aDevice(), tokenHash: renewed.tokenHash };
      await here!.claim(sam, 2);
      expect(await there!.deviceByToken(maria.team, renewed.tokenHash, 2)).toBe(sam.device);
      expect((await here!.devices(maria.team)).map(({ device }) => device)).toEqual([sam.device]);
    });

    test('many tokens asked for at once are each answered for themselves', async () => {
      const [members] = await open();
      const claims = Array.from({ length: 20 }, () => aClaim());
      for (const claim of claims) await members!.claim(claim, 0);

      const asked = claims.flatMap(({ team, tokenHash }, index) => [
        members!.deviceByToken(team, tokenHash, 0),
        members!.deviceByToken(team, claims[(index + 1) % 20]!.tokenHash, 0),
      ]);

      expect(await Promise.all(asked)).toEqual(claims.flatMap(({ device }) => [device, null]));
    });

    test('remembers to the minute when a tablet was last heard', async () => {
      const [members] = await open();
      const maria = aClaim();
      await members!.claim(maria, 1_000);

      await members!.deviceByToken(maria.team, maria.tokenHash, 30_000);
      expect(await members!.devices(maria.team)).toMatchObject([{ joinedAt: 1_000, lastSeenAt: 1_000 }]);
      await members!.deviceByToken(maria.team, maria.tokenHash, 90_000);
      expect(await members!.devices(maria.team)).toMatchObject([{ joinedAt: 1_000, lastSeenAt: 90_000 }]);
    });

    test('[K3] an invitation lets one tablet in, which may hear the answer again, and nobody else', async () => {
      const [here, there] = await open(2);
      const maria = aClaim();
      await here!.claim(maria, 0);
      const invitation = anInvitation();
      expect(await here!.invite(maria.team, invitation, 0)).toBe(INVITATION_LIFETIME_MS);
      expect(await there!.invite(maria.team, invitation, 5)).toBe(INVITATION_LIFETIME_MS);
      const { id, proofHash, box } = invitation;
      const tablets = Array.from({ length: 4 }, () => ({
        id,
        proofHash,
        device: aDevice(),
        tokenHash: bytes(32),
      }));

      const answers = await Promise.all(
        tablets.map((tablet, index) => [here!, there!][index % 2]!.accept(tablet, 1)),
      );

      const winner = answers.findIndex((answer) => answer !== null);
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
      expect(answers[winner]!.team).toBe(maria.team);
      expect(new Uint8Array(answers[winner]!.box)).toEqual(box);
      expect((await there!.accept(tablets[winner]!, 2))?.team).toBe(maria.team);
      expect(await there!.deviceByToken(maria.team, tablets[winner]!.tokenHash, 2)).toBe(
        tablets[winner]!.device,
      );
      expect(await here!.devices(maria.team)).toHaveLength(2);
    });

    test('[K3] a wrong proof, an unknown id and an ended invitation are the same "no"', async () => {
      const [members] = await open();
      const maria = aClaim();
      await members!.claim(maria, 0);
      const invitation = anInvitation();
      await members!.invite(maria.team, invitation, 0);
      const tablet = {
        id: invitation.id,
        proofHash: invitation.proofHash,
        device: aDevice(),
        tokenHash: bytes(32),
      };

      expect(await members!.accept({ ...tablet, proofHash: bytes(32) }, 1)).toBeNull();
      expect(await members!.accept({ ...tablet, id: bytes(16) }, 1)).toBeNull();
      expect(await members!.accept(tablet, INVITATION_LIFETIME_MS)).toBeNull();
      expect((await members!.accept(tablet, INVITATION_LIFETIME_MS - 1))?.team).toBe(maria.team);
    });

    test('an id that stands for another invitation of the team is not given twice; two teams may have the same', async () => {
      const [members] = await open();
      const [oak, elm] = [aClaim(), aClaim()];
      await members!.claim(oak, 0);
      await members!.claim(elm, 0);
      const ours = anInvitation();
      const theirs = { ...anInvitation(), id: ours.id };
      await members!.invite(oak.team, ours, 0);

      expect(await members!.invite(oak.team, theirs, 0)).toBeNull();
      expect(await members!.invite(elm.team, theirs, 0)).toBe(INVITATION_LIFETIME_MS);

      const tablet = { device: aDevice(), tokenHash: bytes(32) };
      expect((await members!.accept({ ...theirs, ...tablet }, 1))?.team).toBe(elm.team);
      expect((await members!.accept({ ...ours, ...tablet }, 1))?.team).toBe(oak.team);
    });

    test('[K4] a person who goes without a tablet ends what they may have kept, and nobody’s token', async () => {
      const [members] = await open();
      const maria = aClaim();
      await members!.claim(maria, 0);
      const invitation = anInvitation();
      await members!.invite(maria.team, invitation, 0);
      const proofHash = bytes(32);

      const removal = { by: maria.device, devices: [], epoch: 2, proofHash };
      expect(await members!.remove(maria.team, removal, 1)).toBe('removed');

      const another = { device: aDevice(), tokenHash: bytes(32) };
      expect(await members!.accept({ ...invitation, ...another }, 2)).toBeNull();
      expect(await members!.claim({ ...maria, ...another }, 2)).toBe('refused');
      expect(await members!.claim({ ...maria, ...another, proofHash }, 2)).toBe('joined');
      expect(await members!.deviceByToken(maria.team, maria.tokenHash, 2)).toBe(maria.device);
    });

    test('[K4] a removed tablet has no token, is told so, and comes back by no proof and no invitation', async () => {
      const [members] = await open();
      const maria = aClaim();
      const sion = { ...maria, device: aDevice(), tokenHash: bytes(32) };
      const proofHash = bytes(32);
      await members!.claim(maria, 0);
      await members!.claim(sion, 0);
      const open_ = anInvitation();
      await members!.invite(maria.team, open_, 0);

      const removal = { by: maria.device, devices: [sion.device, sion.device], epoch: 2, proofHash };
      expect(await members!.remove(maria.team, removal, 1)).toBe('removed');

      expect(await members!.deviceByToken(maria.team, sion.tokenHash, 2)).toBeNull();
      expect(await members!.wasRemoved(maria.team, sion.tokenHash)).toBe(true);
      expect(await members!.wasRemoved(maria.team, maria.tokenHash)).toBe(false);
      expect(await members!.wasRemoved('no\0team', sion.tokenHash)).toBe(false);
      expect(await members!.claim(sion, 3)).toBe('refused');
      expect(await members!.claim({ ...sion, proofHash }, 3)).toBe('refused');
      expect(await members!.accept({ ...open_, ...sion, proofHash: open_.proofHash }, 3)).toBeNull();
      expect(await members!.invite(maria.team, { ...anInvitation(), by: sion.device }, 3)).toBeNull();
      const later = anInvitation();
      await members!.invite(maria.team, later, 3);
      expect(await members!.accept({ ...later, device: sion.device, tokenHash: bytes(32) }, 4)).toBeNull();
      expect(await members!.claim({ ...maria, device: aDevice(), tokenHash: bytes(32), proofHash }, 5)).toBe(
        'joined',
      );
      expect(await members!.devices(maria.team)).toHaveLength(2);
    });

    test('[K4] a removal ends the box of the recovery sheet, and only a newer one takes its place', async () => {
      const [members] = await open();
      const [maria, sam] = [aClaim(), aClaim()];
      await members!.claim(maria, 1);
      await members!.claim({ ...sam, team: maria.team, proofHash: maria.proofHash }, 1);
      const sheet = (at: string) => ({ id: bytes(16), proofHash: bytes(32), box: bytes(90), at });
      const [before, after] = [sheet('000000001.0000.dmaria'), sheet('000000002.0000.dmaria')];
      const shown = (proved: typeof before) => ({ ...proved, device: aDevice(), tokenHash: bytes(32) });
      await members!.keepRecovery(maria.team, before);

      await members!.remove(
        maria.team,
        { by: maria.device, devices: [sam.device], epoch: 2, proofHash: bytes(32) },
        2,
      );

      expect(await members!.recover(shown(before), 3)).toBeNull();
      await members!.keepRecovery(maria.team, before);
      expect(await members!.recover(shown(before), 3)).toBeNull();
      await members!.keepRecovery(maria.team, after);
      expect((await members!.recover(shown(after), 3))?.team).toBe(maria.team);
    });

    test('[K4] a removed tablet leaves no box of a recovery sheet behind, by which it would come back', async () => {
      const [members] = await open();
      const [maria, sam] = [aClaim(), aClaim()];
      await members!.claim(maria, 1);
      await members!.claim({ ...sam, team: maria.team, proofHash: maria.proofHash }, 1);
      const sheet = { id: bytes(16), proofHash: bytes(32), box: bytes(90), at: '000000001.0000.dsam' };
      const removal = { by: maria.device, devices: [sam.device], epoch: 2, proofHash: bytes(32) };
      await members!.remove(maria.team, removal, 2);

      expect(await members!.keepRecovery(maria.team, { ...sheet, by: sam.device })).toBe(false);

      const shown = { ...sheet, device: aDevice(), tokenHash: bytes(32) };
      expect(await members!.recover(shown, 3)).toBeNull();
      expect(await members!.keepRecovery(maria.team, { ...sheet, by: maria.device })).toBe(true);
      expect((await members!.recover(shown, 3))?.team).toBe(maria.team);
    });

    test('[K4] a removal is taken only where its writer has read to the end, once, and from a tablet of the team', async () => {
      const [here, there] = await open(2);
      const maria = aClaim();
      const others = [0, 1].map(() => ({ ...maria, device: aDevice(), tokenHash: bytes(32) }));
      for (const claim of [maria, ...others]) await here!.claim(claim, 0);
      const removal = (by: string, device: string) => ({
        by,
        devices: [device],
        epoch: 2,
        proofHash: bytes(32),
        notice: { envelope: { id: bytes(16), bytes: bytes(80) }, after: 0 },
      });
      const [one, two] = others.map(({ device }) => device) as [string, string];
      const crossing = [removal(one, two), removal(two, one)];

      const outcomes = await Promise.all([
        here!.remove(maria.team, crossing[0]!, 1),
        there!.remove(maria.team, crossing[1]!, 1),
      ]);

      // The other is not of the team any more, or finds that the log has grown.
      expect(outcomes.toSorted()).toEqual(['refused', 'removed']);
      const won = crossing[outcomes.indexOf('removed')]!;
      expect(await there!.remove(maria.team, won, 2)).toBe('removed');
      // Maria has not read of that one, or has not begun an epoch after it.
      const late = removal(maria.device, won.by);
      expect(await here!.remove(maria.team, { ...late, epoch: 3 }, 2)).toBe('behind');
      const read = { ...late, notice: { ...late.notice, after: 1 } };
      expect(await here!.remove(maria.team, read, 2)).toBe('behind');
      expect(await here!.devices(maria.team)).toHaveLength(2);
    });

    test('[K9] invitations that have ended are forgotten, and only they', async () => {
      const [members] = await open();
      const maria = aClaim();
      await members!.claim(maria, 0);
      await members!.invite(maria.team, anInvitation(), 0);
      await members!.invite(maria.team, anInvitation(), 1);

      expect(await members!.forgetExpired(INVITATION_LIFETIME_MS - 1)).toBe(0);
      expect(await members!.forgetExpired(INVITATION_LIFETIME_MS)).toBe(1);
      expect(await members!.forgetExpired(INVITATION_LIFETIME_MS)).toBe(0);
    });

    test('[K7] a guest’s invitation lets in a guest’s tablet only, and another no guest', async () => {
      const [members] = await open();
      const maria = aClaim();
      await members!.claim(maria, 0);
      const [plain, forGuests] = [anInvitation(), anInvitation(true)];
      await members!.invite(maria.team, plain, 0);
      await members!.invite(maria.team, forGuests, 0);
      const [guest, colleague] = ['dguestAnn1', aDevice()].map((device) => ({
        device,
        tokenHash: bytes(32),
      }));

      expect(await members!.accept({ ...plain, ...guest! }, 1)).toBeNull();
      expect(await members!.accept({ ...forGuests, ...colleague! }, 1)).toBeNull();
      expect((await members!.accept({ ...forGuests, ...guest! }, 1))?.team).toBe(maria.team);
    });
  });
}
