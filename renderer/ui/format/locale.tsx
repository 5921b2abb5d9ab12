import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';

/** What formatting needs to know: the person's locale, and the day that is today in the workspace. */
export interface FormatContext {
  readonly locale: string;
  readonly today: PlainDate;
}

const Context = createContext<FormatContext | null>(null);

export function FormatProvider(props: {
  readonly locale: string | null;
  readonly today: PlainDate | null;
  readonly children: ReactNode;
}) {
  const value = useMemo(
    () => ({ locale: props.locale ?? systemLocale(), today: props.today ?? localToday() }),
    [props.locale, props.today],
  );
  return <Context.Provider value={value}>{props.children}</Context.Provider>;
}

export function useFormat(): FormatContext {
  return useContext(Context) ?? { locale: systemLocale(), today: localToday() };
}

function systemLocale(): string {
  return navigator.language || 'en-GB';
}

function localToday(): PlainDate {
  const now = new Date();
  const localDay = Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);
  return addDays('1970-01-01' as PlainDate, localDay);
}
