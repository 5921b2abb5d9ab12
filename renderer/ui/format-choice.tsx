import { Radio } from '@mantine/core';
import classes from './format-choice.module.css';

/** The forms that something can leave the workspace in, with what each is good for. */
const FORMATS = {
  csv: { label: 'CSV', text: 'for a spreadsheet or another program' },
  xlsx: { label: 'XLSX', text: 'for a spreadsheet, with dates and numbers as such' },
  jsonl: { label: 'JSONL', text: 'with every hash: this is the one that can be verified later' },
} as const;
export type ExportFormat = keyof typeof FORMATS;

/** One of the offered forms of an export. */
export function FormatChoice<Format extends ExportFormat>(props: {
  readonly formats: readonly Format[];
  readonly value: Format;
  readonly onChange: (format: Format) => void;
}) {
  const { formats, value, onChange } = props;
  const choose = (chosen: string) => {
    const format = formats.find((one) => one === chosen);
    if (format !== undefined) onChange(format);
  };
  return (
    <Radio.Group aria-label="Format" value={value} onChange={choose}>
      <div className={classes.options}>
        {formats.map((format) => (
          <Radio
            key={format}
            value={format}
            label={FORMATS[format].label}
            description={FORMATS[format].text}
            size="sm"
          />
        ))}
      </div>
    </Radio.Group>
  );
}
