import classes from './imports.module.css';

const STEPS = [
  { id: 'file', title: 'File' },
  { id: 'columns', title: 'Columns' },
  { id: 'check', title: 'Check' },
  { id: 'import', title: 'Import' },
] as const;
export type ImportStep = (typeof STEPS)[number]['id'];

/** Where in the import a person is. */
export function ImportSteps(props: { readonly current: ImportStep }) {
  const at = STEPS.findIndex((step) => step.id === props.current);
  return (
    <ol className={classes.steps} aria-label="Steps of the import">
      {STEPS.map((step, index) => (
        <li
          key={step.id}
          aria-current={index === at ? 'step' : undefined}
          data-state={index < at ? 'done' : index === at ? 'now' : 'later'}
        >
          <span className={classes.stepNumber}>{index + 1}</span>
          {step.title}
        </li>
      ))}
    </ol>
  );
}
