import { lang, t } from '../text/index.js';

/** All dates of the school are in its own zone, whatever the browser's. */
const ZONE = 'Asia/Shanghai';

const PARTS = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  weekday: 'short',
});
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Calendar fields of an instant (ISO text, Date or epoch milliseconds) at the school; weekday 1 = Monday. */
export function fields(instant) {
  const parts = Object.fromEntries(PARTS.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return { ...parts, weekday: DAYS.indexOf(parts.weekday) + 1 };
}

/** "10:25" */
export function clock(instant) {
  if (instant == null) {
    return '';
  }
  const { hour, minute } = fields(instant);
  return `${hour}:${minute}`;
}

/** "10-12 10:25" */
export function dayClock(instant) {
  if (instant == null) {
    return '';
  }
  const { month, day, hour, minute } = fields(instant);
  return `${month}-${day} ${hour}:${minute}`;
}

/** "2026-10-12" of an instant. */
export function isoDay(instant) {
  const { year, month, day } = fields(instant);
  return `${year}-${month}-${day}`;
}

/** "10月12日 周一", or "Mon 12 Oct" in English, of an instant. */
export function longDay(instant) {
  const { month, day, weekday } = fields(instant);
  if (lang === 'en') {
    return `${t(`weekday.${weekday}`)} ${month}-${day}`;
  }
  return `${Number(month)}月${Number(day)}日 ${t(`weekday.${weekday}`)}`;
}

/** "10-08 周四" of a date "2026-10-08". */
export function shortDay(date) {
  if (!date) {
    return '';
  }
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return `${date.slice(5)} ${t(`weekday.${weekday}`)}`;
}

/** A date some days later. */
export function plusDays(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/**
 * The school's clock as the page shows it: what the server said last, moved on at the pace that its statements show (a demo's clock
 * runs faster than the wall's). It runs ahead of the last statement for a minute at most.
 */
export class SchoolClock {
  #said = null;
  #heard = 0;
  #pace = 1;

  tell(instant, heard = performance.now()) {
    const said = Date.parse(instant);
    const passed = heard - this.#heard;
    if (Number.isNaN(said) || said === this.#said) {
      return;
    }
    if (this.#said !== null && passed > 800 && said > this.#said) {
      const pace = (said - this.#said) / passed;
      this.#pace = pace < 3 ? 1 : Math.min(pace, 240);
    }
    this.#said = said;
    this.#heard = heard;
  }

  /** Epoch milliseconds, null before the first statement. */
  read(at = performance.now()) {
    return this.#said === null ? null : this.#said + this.#pace * Math.min(at - this.#heard, 60_000);
  }
}
