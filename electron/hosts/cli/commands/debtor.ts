import { textSchema } from '../../../../shared/contract/primitives.ts';
import { DEBTOR_TYPE_LABELS, DEBTOR_TYPES } from '../../../../shared/domain/contact-rules/types.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { choiceValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const LONGEST = { country: 2, region: 12, timeZone: 60 } as const;

/** Says what kind of debtor an account is and where, for the rules of contact. */
export const debtorSet: Command = defineCommand({
  parameters: {},
  flags: {
    account: 'required',
    type: 'required',
    country: 'optional',
    region: 'optional',
    'time-zone': 'optional',
  },
  run: (context, flags) => {
    const text = (name: 'country' | 'region' | 'time-zone', length: number) =>
      schemaValue(textSchema(length).nullable(), flags[name], `--${name}`);
    const profile = {
      debtorType: choiceValue('type', flags.type, DEBTOR_TYPES),
      country: text('country', LONGEST.country)?.toUpperCase() ?? null,
      region: text('region', LONGEST.region),
      timeZone: text('time-zone', LONGEST.timeZone),
    };
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const { entries } = await workspace.db.write(
        'setDebtorProfile',
        { accountId, profile },
        workspace.context(),
      );
      const { subject } = await workspace.db.read('debtorView', accountId);
      const { countryName, timeZone } = subject.place;
      return {
        json: { debtor: { ...profile, place: subject.place }, seq: entries[0]?.seq ?? null },
        text: () =>
          `${DEBTOR_TYPE_LABELS[profile.debtorType]}, ${countryName ?? 'country not known'}, ` +
          `${timeZone ?? 'time zone not known'}.`,
      };
    });
  },
});
