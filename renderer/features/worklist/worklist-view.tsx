import { Pane } from '../../ui/pane.tsx';

export type WorklistKind = 'worklist' | 'customers';

export function WorklistView(props: { readonly kind: WorklistKind }) {
  return (
    <Pane title={props.kind} ownScroll>
      <div />
    </Pane>
  );
}
