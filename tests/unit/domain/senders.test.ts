import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSender,
  firstSender,
  isSameSender,
  type SenderKey,
  type SenderMailbox,
  senderForStage,
  sendersOf,
  whySenderIsGone,
} from '../../../shared/domain/drafts/senders.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';

const mailbox = (id: string, part: Partial<SenderMailbox> = {}): SenderMailbox => ({
  id: id as MailboxId,
  address: `${id}@halden.example`,
  displayName: null,
  aliases: [],
  sends: true,
  ...part,
});
const key = (id: string, address: string): SenderKey => ({ mailboxId: id as MailboxId, address });

const INES = mailbox('ines', {
  displayName: 'Ines Okafor',
  aliases: [
    { address: 'finance-lead@halden.example', name: 'Finance' },
    { address: 'ines@old.example', name: null },
  ],
});
const AR = mailbox('ar', { displayName: 'Accounts receivable' });

describe('the senders of a workspace', () => {
  it('are the addresses of each mailbox in order; one without a name goes by that of its mailbox', () => {
    expect(sendersOf([INES, AR])).toEqual([
      { mailboxId: 'ines', address: 'ines@halden.example', name: 'Ines Okafor' },
      { mailboxId: 'ines', address: 'finance-lead@halden.example', name: 'Finance' },
      { mailboxId: 'ines', address: 'ines@old.example', name: 'Ines Okafor' },
      { mailboxId: 'ar', address: 'ar@halden.example', name: 'Accounts receivable' },
    ]);
  });

  it('are found by their address in any letters', () => {
    expect(findSender([INES, AR], key('ines', 'Finance-Lead@HALDEN.example'))?.name).toBe('Finance');
    expect(isSameSender(key('ar', 'AR@halden.example'), key('ar', 'ar@halden.example'))).toBe(true);
    expect(isSameSender(key('ar', 'ar@halden.example'), key('ines', 'ar@halden.example'))).toBe(false);
    expect(isSameSender(null, key('ar', 'ar@halden.example'))).toBe(false);
    expect(isSameSender(null, null)).toBe(true);
  });

  it('are found in the mailbox that was named even when an earlier one has the same address', () => {
    const both = mailbox('ines', { aliases: [{ address: 'ar@halden.example', name: null }] });
    expect(findSender([both, AR], key('ar', 'ar@halden.example'))?.mailboxId).toBe('ar');
    expect(findSender([both, AR], key('ines', 'ar@halden.example'))?.mailboxId).toBe('ines');
  });

  it('are found again by their address when the mailbox was set up anew', () => {
    const again = mailbox('ar-2', { address: 'ar@halden.example' });
    expect(findSender([INES, again], key('ar', 'ar@halden.example'))?.mailboxId).toBe('ar-2');
  });

  it('that are gone say whether the mailbox or only its address is', () => {
    expect(findSender([INES], key('ar', 'ar@halden.example'))).toBeNull();
    expect(whySenderIsGone([INES], key('ar', 'ar@halden.example'))).toBe(
      'The mailbox ar@halden.example of this letter was removed.',
    );
    expect(whySenderIsGone([AR], key('ar', 'alias@halden.example'))).toBe(
      'alias@halden.example is no longer a sender address of the mailbox ar@halden.example.',
    );
  });
});

describe('a letter of a stage', () => {
  const chosen = { final: key('ines', 'finance-lead@halden.example') };

  it('starts with the sender that was chosen for the stage, and the others with the first mailbox', () => {
    expect(senderForStage([AR, INES], chosen, 'final')).toMatchObject({
      sender: { mailboxId: 'ines', address: 'finance-lead@halden.example' },
      remark: null,
    });
    expect(senderForStage([AR, INES], chosen, 'friendly')).toMatchObject({
      sender: { address: 'ar@halden.example' },
      remark: null,
    });
  });

  it('starts with the first mailbox that can send, as long as none was chosen', () => {
    const keepsDrafts = mailbox('drafts', { sends: false });
    expect(firstSender([keepsDrafts, AR])?.mailboxId).toBe('ar');
    expect(firstSender([keepsDrafts])?.mailboxId).toBe('drafts');
    expect(firstSender([])).toBeNull();
  });

  it('says so when its sender is gone and the first mailbox stands in', () => {
    const start = senderForStage([AR, { ...INES, aliases: [] }], chosen, 'final');
    expect(start.sender?.address).toBe('ar@halden.example');
    expect(start.remark).toBe(
      'Letters of this stage are to go out from finance-lead@halden.example, which is no longer set up. This one goes out from ar@halden.example.',
    );
  });

  it('has no sender and nothing to say without a mailbox', () => {
    expect(senderForStage([], chosen, 'final')).toEqual({ sender: null, remark: null });
  });

  it('never starts with an address that nobody has, and is silent only when it is the one that was chosen', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const address = name.map((part) => `${part}@halden.example`);
    const mailboxes = fc.uniqueArray(
      fc.record({
        id: name.map((id) => id as MailboxId),
        address,
        displayName: fc.constantFrom(null, 'Ines'),
        aliases: fc.array(fc.record({ address, name: fc.constant(null) }), { maxLength: 3 }),
        sends: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 4 },
    );
    const stage = fc.constantFrom(...TEMPLATE_STAGES);
    const wanted = fc.record({ mailboxId: name.map((id) => id as MailboxId), address });
    fc.assert(
      fc.property(mailboxes, stage, fc.option(wanted, { nil: undefined }), (given, at, choice) => {
        const { sender, remark } = senderForStage(given, { [at]: choice }, at);
        expect(sender === null).toBe(given.length === 0);
        if (sender === null) return;
        expect(sendersOf(given)).toContainEqual(sender);
        const asChosen = choice === undefined || sender.address === choice.address;
        const known = sendersOf(given).some((one) => one.address === choice?.address);
        expect(remark === null).toBe(choice === undefined || known);
        if (remark === null) expect(asChosen).toBe(true);
      }),
    );
  });
});
