import { Button, Group, Modal } from '@mantine/core';
import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { ErrorLine } from '../../ui/error-state.tsx';
import { Keys } from '../../ui/kbd.tsx';
import classes from './action-dialog.module.css';
import { RefusalProvider } from './refusal.tsx';

/** A short form over the screen: ⌘Enter does it, Escape leaves it; an error keeps what was typed and stands at its field. */
export function ActionDialog(props: {
  readonly title: string;
  readonly action: string;
  readonly ready: boolean;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  /** Beside the main button, at the left. */
  readonly aside?: ReactNode;
  /** For a form with fields beside each other. */
  readonly wide?: boolean;
  /** Another dialog lies over this one, which keeps what was typed: Escape is that one's. */
  readonly covered?: boolean;
  readonly children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const atField = useRefusedField(form, error);
  useFocusReturn();
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!props.ready || busy) return;
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeOnEscape={!props.covered}
      title={props.title}
      size={props.wide ? 600 : 440}
    >
      <form
        ref={form}
        className={classes.form}
        onSubmit={(event) => void submit(event)}
        onChange={() => {
          if (atField) setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit();
        }}
      >
        <RefusalProvider error={error}>{props.children}</RefusalProvider>
        {error === null || atField ? null : <ErrorLine error={error} />}
        <Group gap={8} mt={4}>
          {props.aside}
          <Button ml="auto" onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!props.ready}
            loading={busy}
            rightSection={<Keys keys="mod+enter" tone="inverse" />}
          >
            {props.action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** Whether what was refused stands at a field, which then has the focus. Otherwise it has to be said below the form. */
function useRefusedField(form: RefObject<HTMLFormElement | null>, error: unknown): boolean {
  const [atField, setAtField] = useState(false);
  useLayoutEffect(() => {
    const field = error === null ? null : form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    setAtField(Boolean(field));
    field?.focus();
  }, [form, error]);
  return atField;
}

/** The dialog leaves the screen at once when it closes: the focus goes back to where it was before. */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}
