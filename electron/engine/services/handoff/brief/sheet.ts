/** What a text wants: red is overdue and needs somebody, amber waits, green is money that arrived, second is beside the point. */
export type Tone = 'red' | 'amber' | 'green' | 'second';

/** One text with what stands below it, smaller. Texts are harmless (see `safe-words`) but not escaped. */
export interface Cell {
  readonly text: string;
  readonly note?: string;
  readonly tone?: Tone;
  readonly strong?: true;
  /** The sheet that it leads to. */
  readonly to?: string;
}

export interface Column {
  readonly label: string;
  readonly align: 'start' | 'end';
  /** `fill` takes the room that the others leave. */
  readonly width: 'content' | 'fill';
  /** Its cells show the page on which their sheet begins: only where there are pages. */
  readonly page?: true;
}

/** What of a currency is open, by age: five amounts in words and as shares of all, from not due to the oldest. */
export interface AgingRow {
  readonly currency: string;
  readonly amounts: readonly Cell[];
  readonly shares: readonly number[];
  readonly open: string;
  readonly overdue: string;
}

/** A piece of a sheet, in words for people; the HTML and the PDF draw the same ones. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: Tone; readonly lead?: true }
  | { readonly kind: 'words'; readonly by: string; readonly text: string }
  | { readonly kind: 'never'; readonly items: readonly Cell[] }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: Cell }[] }
  | {
      readonly kind: 'aging';
      readonly caption: string;
      readonly labels: readonly string[];
      readonly rows: readonly AgingRow[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      /** The heading above says the same: the caption is for those who hear the table. */
      readonly quiet?: true;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly foot?: readonly Cell[];
      /** What the table leaves out. */
      readonly more?: string;
    };

/** The cover, or all about one account: begins on a page of its own and can be read alone. */
export interface Sheet {
  readonly id: string;
  /** Above the title: what kind of sheet it is. */
  readonly eyebrow: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A brief as it is set: what stands on every page, and its sheets, the cover first. */
export interface BriefSheets {
  /** Client and window, for the head of every page. */
  readonly head: { readonly client: string; readonly window: string };
  /** Who made it and when, for the foot of every page. */
  readonly origin: string;
  readonly language: string;
  readonly title: string;
  readonly sheets: readonly Sheet[];
}
