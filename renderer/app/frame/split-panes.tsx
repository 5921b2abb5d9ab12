import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { z } from 'zod';
import { useLayoutPreference } from '../preferences/preferences.tsx';
import classes from './split-panes.module.css';

const widthSchema = z.number().min(0.15).max(0.85);
const STEP = 0.02;

/**
 * List at the left, detail at the right, with a divider whose place is remembered as a share of the room. Below
 * 1100 px the detail slides over the list while `detail` is there.
 */
export function SplitPanes(props: {
  /** Under this id the divider is remembered. */
  readonly id: string;
  readonly list: ReactNode;
  readonly detail: ReactNode | null;
  readonly initial?: number;
  /** At this width of the window and below, the detail slides over. */
  readonly slidesBelow?: number;
}) {
  const [share, setShare] = useLayoutPreference(`panes.${props.id}`, widthSchema, props.initial ?? 0.5);
  const narrow = useMediaQuery(`(max-width: ${(props.slidesBelow ?? 1100) - 1}px)`, false, {
    getInitialValueInEffect: false,
  });
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
    event.stopPropagation();
    setShare(clamp(share + by));
  };
  if (narrow) {
    return (
      <div className={classes.stack}>
        <div className={classes.under} inert={props.detail !== null}>
          {props.list}
        </div>
        {props.detail === null ? null : <div className={classes.over}>{props.detail}</div>}
      </div>
    );
  }
  return (
    <div
      ref={frame}
      className={classes.panes}
      style={{ '--list': `${share}fr`, '--detail': `${1 - share}fr` }}
    >
      <div className={classes.side}>{props.list}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a movable divider is no <hr> */}
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
      <div className={classes.side}>{props.detail}</div>
    </div>
  );
}
