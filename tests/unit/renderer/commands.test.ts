import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyHandler, type KeyPlace } from '../../../renderer/app/commands/key-handler.ts';
import { matchingCommands } from '../../../renderer/app/commands/match-commands.ts';
import {
  type Command,
  type CommandRegistry,
  createCommandRegistry,
} from '../../../renderer/app/commands/registry.ts';

const ON_PAGE: KeyPlace = { typing: false, inDialog: false, dialog: null, onControl: false };
const press = (key: string, held: { ctrlKey?: boolean } = {}) => ({
  key,
  ctrlKey: held.ctrlKey ?? false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
});

let registry: CommandRegistry;
let ran: string[];

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'Account',
  run: () => ran.push(id),
  ...more,
});

beforeEach(() => {
  registry = createCommandRegistry();
  ran = [];
});

describe('the registry', () => {
  it('offers a command until it is taken back', () => {
    const remove = registry.register([command('mail')]);
    expect(registry.run('mail')).toBe(true);
    remove();
    expect(registry.run('mail')).toBe(false);
    expect(ran).toEqual(['mail']);
  });

  it('lets the latest command of an id hide the earlier ones, and brings them back after it', () => {
    registry.register([command('open', { run: () => ran.push('list') })]);
    const remove = registry.register([command('open', { run: () => ran.push('dialog') })]);
    registry.run('open');
    remove();
    registry.run('open');
    expect(ran).toEqual(['dialog', 'list']);
    expect(registry.list()).toHaveLength(1);
  });

  it('does not run what makes no sense now', () => {
    registry.register([command('undo', { when: () => false })]);
    expect(registry.run('undo')).toBe(false);
    expect(ran).toEqual([]);
  });

  it('does not run what cannot be done now, nor offers it, but still knows why', () => {
    registry.register([command('mail', { off: 'Go back to today first.', keys: ['e'] })]);
    expect(registry.run('mail')).toBe(false);
    expect(createKeyHandler(registry)(press('e'), ON_PAGE)).toBe(false);
    expect(matchingCommands(registry.list(), 'mail')).toEqual([]);
    expect(registry.find('mail')?.off).toBe('Go back to today first.');
    expect(ran).toEqual([]);
  });

  it('tells listeners of each change', () => {
    let changes = 0;
    const stop = registry.subscribe(() => {
      changes += 1;
    });
    registry.register([command('a')])();
    stop();
    registry.register([command('b')]);
    expect(changes).toBe(2);
  });
});

describe('the keyboard', () => {
  it('runs the command of a key and says that the key was used', () => {
    registry.register([command('mail', { keys: ['e'] })]);
    const handle = createKeyHandler(registry);
    expect(handle(press('e'), ON_PAGE)).toBe(true);
    expect(handle(press('y'), ON_PAGE)).toBe(false);
    expect(ran).toEqual(['mail']);
  });

  it('keeps single keys from acting while a person types, but not ⌘K', () => {
    registry.register([command('mail', { keys: ['e'] }), command('palette', { keys: ['mod+k'] })]);
    const handle = createKeyHandler(registry);
    const typing = { ...ON_PAGE, typing: true };
    expect(handle(press('e'), typing)).toBe(false);
    expect(handle(press('k', { ctrlKey: true }), typing)).toBe(true);
    expect(ran).toEqual(['palette']);
  });

  it('takes a sequence, and only in its order', () => {
    registry.register([command('worklist', { keys: ['g w'] }), command('wait', { keys: ['w'] })]);
    const handle = createKeyHandler(registry);
    expect(handle(press('g'), ON_PAGE)).toBe(true);
    expect(handle(press('w'), ON_PAGE)).toBe(true);
    handle(press('w'), ON_PAGE);
    expect(ran).toEqual(['worklist', 'wait']);
  });

  it('forgets the first key of a sequence after a pause', () => {
    let now = 0;
    registry.register([command('worklist', { keys: ['g w'] })]);
    const handle = createKeyHandler(registry, () => now);
    handle(press('g'), ON_PAGE);
    now = 5000;
    expect(handle(press('w'), ON_PAGE)).toBe(false);
    expect(ran).toEqual([]);
  });

  it('does not begin a sequence while a person types', () => {
    registry.register([command('worklist', { keys: ['g w'] })]);
    const handle = createKeyHandler(registry);
    expect(handle(press('g'), { ...ON_PAGE, typing: true })).toBe(false);
  });

  it('leaves Enter to the button that has the focus', () => {
    registry.register([command('open', { keys: ['enter'] })]);
    const handle = createKeyHandler(registry);
    expect(handle(press('Enter'), { ...ON_PAGE, onControl: true })).toBe(false);
    expect(handle(press('Enter'), ON_PAGE)).toBe(true);
  });

  it('runs only what was made for dialogs while one is open', () => {
    registry.register([
      command('mail', { keys: ['e'] }),
      command('palette', { keys: ['mod+k'], inDialog: true }),
    ]);
    const handle = createKeyHandler(registry);
    const inDialog = { ...ON_PAGE, inDialog: true };
    handle(press('e'), inDialog);
    handle(press('k', { ctrlKey: true }), inDialog);
    expect(ran).toEqual(['palette']);
  });

  it('runs what belongs to a dialog only while nothing else has the focus', () => {
    const composer = {} as Element;
    registry.register([command('save', { keys: ['d'], inDialog: () => composer })]);
    const handle = createKeyHandler(registry);
    const inDialog = { ...ON_PAGE, inDialog: true };
    expect(handle(press('d'), { ...inDialog, dialog: {} as Element })).toBe(false);
    expect(handle(press('d'), { ...inDialog, dialog: composer })).toBe(true);
    expect(handle(press('d'), inDialog)).toBe(true);
  });

  it('passes a key on to the next command when the latest one makes no sense now', () => {
    registry.register([command('close', { keys: ['esc'] })]);
    registry.register([command('clear', { keys: ['esc'], when: () => false })]);
    createKeyHandler(registry)(press('Escape'), ON_PAGE);
    expect(ran).toEqual(['close']);
  });
});

describe('the palette', () => {
  const commands = [
    command('a', { title: 'Plan the next action' }),
    command('b', { title: 'Go to worklist' }),
    command('c', { title: 'Next row', inPalette: false }),
    command('d', { title: 'Next month', when: () => false }),
  ];

  it('finds a command by all words in any order', () => {
    expect(matchingCommands(commands, 'action NEXT').map(({ id }) => id)).toEqual(['a']);
  });

  it('puts first what begins with the query', () => {
    const titles = matchingCommands(
      [command('x', { title: 'Log a call' }), command('y', { title: 'Call back' })],
      'call',
    );
    expect(titles.map(({ id }) => id)).toEqual(['y', 'x']);
  });

  it('offers neither what has only a key nor what makes no sense now', () => {
    expect(matchingCommands(commands, '').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
