import { Button, Loader } from '@mantine/core';
import classes from './composer.module.css';

/** The letters are being written. */
export function ComposerLoading(props: { readonly onBack: () => void }) {
  return (
    <div className={classes.loading} role="status">
      <Loader size="sm" aria-hidden="true" />
      <span>Writing the letters…</span>
      <Button variant="subtle" onClick={props.onBack}>
        Back
      </Button>
    </div>
  );
}
