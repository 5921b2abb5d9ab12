import { useCommands } from '../../app/commands/commands-context.tsx';

export interface TableActions {
  readonly canSelect: boolean;
  readonly hasRow: () => boolean;
  readonly hasSelection: () => boolean;
  readonly move: (key: string, extend: boolean) => boolean;
  readonly open: () => void;
  readonly tick: () => void;
  readonly tickAll: () => void;
  readonly clear: () => void;
}

const MOVES = [
  { id: 'list.next', title: 'Next row', keys: ['j'], move: 'ArrowDown', extend: false },
  { id: 'list.previous', title: 'Previous row', keys: ['k'], move: 'ArrowUp', extend: false },
  { id: 'list.extendDown', title: 'Select downwards', keys: ['shift+j'], move: 'ArrowDown', extend: true },
  { id: 'list.extendUp', title: 'Select upwards', keys: ['shift+k'], move: 'ArrowUp', extend: true },
] as const;

/** The keys of the screen's main list, which work wherever the focus is. */
export function useTableCommands(primary: boolean, actions: TableActions): void {
  const group = 'List' as const;
  const moves = MOVES.filter(({ extend }) => !extend || actions.canSelect).map(
    ({ move, extend, ...command }) => ({
      ...command,
      group,
      inPalette: false,
      when: actions.hasRow,
      run: () => void actions.move(move, extend),
    }),
  );
  const selecting = [
    { id: 'list.select', title: 'Select row', group, keys: ['x'], when: actions.hasRow, run: actions.tick },
    {
      id: 'list.selectAll',
      title: 'Select all',
      group,
      keys: ['mod+a'],
      when: notTyping,
      run: actions.tickAll,
    },
    {
      id: 'list.clearSelection',
      title: 'Clear the selection',
      group,
      keys: ['esc'],
      when: () => actions.hasSelection() && notTyping(),
      run: actions.clear,
    },
  ];
  const open = {
    id: 'list.open',
    title: 'Open',
    group,
    keys: ['enter'],
    when: actions.hasRow,
    run: actions.open,
  };
  useCommands(primary ? [...moves, open, ...(actions.canSelect ? selecting : [])] : []);
}

function notTyping(): boolean {
  return !(document.activeElement?.matches('input,textarea,select,[contenteditable=true]') ?? false);
}
