import {
  Activity,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { z } from 'zod';
import { cssVariables } from '../../ui/css-variables.ts';
import { useLayoutPreference } from '../preferences/preferences.tsx';
import classes from './split-panes.module.css';
import { useNarrow } from './use-narrow.ts';

const shareSchema = z.number().min(0.15).max(0.85);
const STEP = 0.02;

/**
 * List at the left, detail at the right, with a divider whose place is remembered as a share of the room. Opened, the
 * detail takes the whole room; below 1100 px it slides over the list then, and is not there otherwise. The list stays
 * mounted, so that its keys go on working; the focus goes with the detail and comes back to the list. A detail that is
 * out of sight only because the window became narrow keeps what was typed there, and its keys rest meanwhile.
 */
export function SplitPanes(props: {
  /** Under this id the divider is remembered. */
  readonly id: string;
  readonly list: ReactNode;
  readonly detail: ReactNode;
  readonly opened: boolean;
  /** Opened, the detail stays beside the list where there is room for both. */
  readonly besideList?: boolean;
  /** There is nothing to show a detail of: the list takes the whole room. */
  readonly listAlone?: boolean;
  readonly initial?: number;
}) {
  const [share, setShare] = useLayoutPreference(`panes.${props.id}`, shareSchema, props.initial ?? 0.5);
  const narrow = useNarrow();
  const frame = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const clamp = (value: number) => Math.min(0.85, Math.max(0.15, value));
  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (dragging.current && box && box.width > 0) setShare(clamp((event.clientX - box.left) / box.width));
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setShare(clamp(share + by));
  };
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const mode = modeOf(narrow, props);
  const kept = useKept(mode, props.listAlone ?? false);
  const slid = useRef(false);
  useEffect(() => {
    const inDetail = detail.current?.contains(document.activeElement) ?? false;
    if (mode === 'slide' && !inDetail) detail.current?.focus();
    else if (mode !== 'slide' && slid.current && !inDetail)
      list.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
    slid.current = mode === 'slide';
  }, [mode]);
  return (
    <div
      ref={frame}
      className={classes.panes}
      data-mode={mode}
      style={cssVariables({ '--list': `${share}fr`, '--detail': `${1 - share}fr` })}
    >
      <div ref={list} className={classes.list} inert={mode === 'slide'}>
        {props.list}
      </div>
      {mode === 'split' ? (
        // biome-ignore lint/a11y/useSemanticElements: a movable divider is no <hr>
        <div
          className={classes.divider}
          role="separator"
          aria-label="Width of the list"
          aria-orientation="vertical"
          aria-valuemin={15}
          aria-valuemax={85}
          aria-valuenow={Math.round(share * 100)}
          tabIndex={0}
          onKeyDown={press}
          onPointerDown={(event) => {
            dragging.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={drag}
          onPointerUp={() => {
            dragging.current = false;
          }}
        />
      ) : null}
      {kept ? (
        <Activity mode={mode === 'list' ? 'hidden' : 'visible'}>
          <div ref={detail} className={classes.detail} tabIndex={-1}>
            {props.detail}
          </div>
        </Activity>
      ) : null}
    </div>
  );
}

type Mode = 'list' | 'split' | 'slide' | 'full';

function modeOf(
  narrow: boolean,
  props: { readonly opened: boolean; readonly besideList?: boolean; readonly listAlone?: boolean },
): Mode {
  if (props.listAlone) return 'list';
  if (narrow) return props.opened ? 'slide' : 'list';
  return props.opened && !props.besideList ? 'full' : 'split';
}

/** Whether the detail is there: in sight, or out of it only because it stood beside the list in a wider window. */
function useKept(mode: Mode, listAlone: boolean): boolean {
  const [last, setLast] = useState(mode);
  if (mode !== 'list' && mode !== last) setLast(mode);
  return mode !== 'list' || (!listAlone && last !== 'slide' && last !== 'list');
}
