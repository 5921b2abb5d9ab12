import { useFeedback } from '../../app/undo/undo-context.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';

/** Puts rows of a list on the clipboard, ready to be pasted into a spreadsheet, and says so. */
export function useCopyRows(): (text: string, rows: number) => void {
  const feedback = useFeedback();
  const { locale } = useFormat();
  return (text, rows) => {
    const said = `${count(rows, 'row', 'rows', locale)} copied for a spreadsheet`;
    copyText({ text }).then(() => feedback.say(said), feedback.failed);
  };
}
