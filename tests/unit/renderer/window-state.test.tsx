// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import { useWindowState } from '../../../renderer/app/window-state.ts';

afterEach(cleanup);

function Chips() {
  const [chosen, choose] = useWindowState<readonly string[]>('chips', []);
  return (
    <>
      {['first', 'second'].map((name) => (
        <button key={name} type="button" onClick={() => choose([...chosen, name])}>
          {name}
        </button>
      ))}
      <output>{chosen.join(' and ')}</output>
    </>
  );
}

function show(client = createQueryClient()) {
  render(
    <QueryClientProvider client={client}>
      <Chips />
    </QueryClientProvider>,
  );
  return client;
}

describe('state of the window', () => {
  it('has what the click before changed, however soon the next one comes', () => {
    show();
    fireEvent.click(screen.getByText('first'));
    fireEvent.click(screen.getByText('second'));
    expect(screen.getByRole('status').textContent).toBe('first and second');
  });

  it('is still there when the screen is shown again', () => {
    const client = show();
    fireEvent.click(screen.getByText('first'));
    cleanup();
    show(client);
    expect(screen.getByRole('status').textContent).toBe('first');
  });

  it('goes back to the beginning when the cache is emptied, as the lock does', () => {
    const client = show();
    fireEvent.click(screen.getByText('first'));
    act(() => client.removeQueries());
    expect(screen.getByRole('status').textContent).toBe('');
  });
});
