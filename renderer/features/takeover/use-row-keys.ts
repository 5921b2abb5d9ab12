import type { RefObject } from 'react';
import { useCommands } from '../../app/commands/commands-context.tsx';

/** What stands aside of the page comes after its rows. */
const ROWS = ['a[data-row="main"]', 'a[data-row="aside"]'];

/** `j` and `k` go through the links of a page that are rows, wherever they stand; Enter follows the one with the focus. */
export function useRowKeys(page: RefObject<HTMLElement | null>): void {
  const rows = () => ROWS.flatMap((part) => [...(page.current?.querySelectorAll<HTMLElement>(part) ?? [])]);
  const move = (step: number) => {
    const all = rows();
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? all.indexOf(activeElement) : -1;
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[next]?.focus();
  };
  const when = () => rows().length > 0;
  useCommands([
    {
      id: 'rows.next',
      title: 'Next row',
      group: 'List',
      keys: ['j', 'down'],
      inPalette: false,
      when,
      run: () => move(1),
    },
    {
      id: 'rows.previous',
      title: 'Previous row',
      group: 'List',
      keys: ['k', 'up'],
      inPalette: false,
      when,
      run: () => move(-1),
    },
  ]);
}
