import { useQuery } from '@tanstack/react-query';
import type { PeopleView } from '../../../shared/contract/people.ts';
import { useQueries } from '../../api/engine-context.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import settings from '../settings/settings.module.css';
import { AddPerson } from './add-person.tsx';
import { NewPersonForm } from './new-person-form.tsx';
import { OwnCard } from './own-card.tsx';
import { TrustedPeople } from './trusted-people.tsx';
import { UnlockKeys } from './unlock-keys.tsx';

/** Who works here, and whom they trust, among the settings. */
export function PeopleSection() {
  return (
    <section className={settings.section} aria-label="People">
      <h2 className={settings.title}>People</h2>
      <People />
    </section>
  );
}

/** Your own person and card, and whom you trust. */
export function People() {
  const queries = useQueries();
  const people = useQuery(queries.people.list.queryOptions());
  const suggested = useQuery(queries.app.preferences.get.queryOptions()).data?.personName ?? '';
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  return people.data ? <Content people={people.data} suggested={suggested} /> : null;
}

function Content({ people, suggested }: { readonly people: PeopleView; readonly suggested: string }) {
  return (
    <>
      {people.own === null ? (
        <>
          <p className={settings.lead}>
            With a person you can hand accounts over and take them over, and the log shows your name and role.
            You get keys of your own; nobody else has them.
          </p>
          <NewPersonForm key={suggested} suggested={suggested} />
        </>
      ) : (
        <>
          <p className={settings.lead}>
            Your card, for whom you work with. It is no secret; they compare its fingerprint with you.
          </p>
          <OwnCard own={people.own} />
          {people.keys === 'locked' ? <UnlockKeys /> : null}
        </>
      )}
      <h3 className={settings.subtitle}>People you trust</h3>
      <p className={settings.lead}>
        What they sign counts as theirs, and you can hand accounts over to them. A card is trusted once its
        fingerprint was compared, by phone or face to face.
      </p>
      <TrustedPeople people={people.trusted} />
      <AddPerson />
    </>
  );
}
