/**
 * Times in the acting person's zone. `{date…}` tokens follow
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting.
 */

import { state } from "../store.js";
import { now } from "../time.js";

const LOCALE = "en-US";
const formats = new Map();

export const zone = () => state.me?.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

function formatter(options, timeZone = zone()) {
  const key = timeZone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, { ...options, timeZone }));
  return formats.get(key);
}

const ms = (seconds) => Number(seconds) * 1000;

/** The wall clock's fields at a moment: `{year, month, day, hour, minute, second, weekday}`. */
export function fields(seconds, timeZone = zone()) {
  const parts = formatter({
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    second: "2-digit", weekday: "long", hourCycle: "h23",
  }, timeZone).formatToParts(ms(seconds));
  return Object.fromEntries(parts.filter((p) => p.type !== "literal").map((p) => [p.type, p.value]));
}

/** The calendar day as YYYY-MM-DD. */
export function dayKey(seconds) {
  const { year, month, day } = fields(seconds);
  return `${year}-${month}-${day}`;
}

/** Days from today to that day: -1 yesterday, 0 today, 1 tomorrow. */
function daysAway(seconds) {
  const day = (s) => Date.parse(`${dayKey(s)}T00:00:00Z`) / 86_400_000;
  return day(seconds) - day(now());
}

const PRETTY = { "-1": "yesterday", 0: "today", 1: "tomorrow" };

function ordinal(day) {
  const tens = day % 100;
  if (tens >= 11 && tens <= 13) return `${day}th`;
  return `${day}${{ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th"}`;
}

const month = (s, style) => formatter({ month: style }).format(ms(s));
const day = (s) => Number(fields(s).day);
const year = (s) => fields(s).year;
const full = (s) => `${month(s, "long")} ${ordinal(day(s))}, ${year(s)}`;
const short = (s) => `${month(s, "short")} ${day(s)}, ${year(s)}`;
const long = (s) => `${fields(s).weekday}, ${full(s)}`;
const pretty = (otherwise) => (s) => PRETTY[daysAway(s)] ?? otherwise(s);

function dividerDay(s) {
  const sameYear = year(s) === year(now());
  return sameYear ? `${fields(s).weekday}, ${month(s, "long")} ${ordinal(day(s))}` : long(s);
}

/** "3 minutes ago", "in 2 days". */
export function ago(seconds) {
  const away = Number(seconds) - now();
  const steps = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60]];
  const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
  for (const [unit, size] of steps)
    if (Math.abs(away) >= size) return relative.format(Math.trunc(away / size), unit);
  return "just now";
}

/** "6:39 AM" */
export const clock = (seconds) => formatter({ hour: "numeric", minute: "2-digit" }).format(ms(seconds));

const TOKENS = {
  date_num: dayKey,
  date_slash: (s) => { const f = fields(s); return `${f.month}/${f.day}/${f.year}`; },
  date: full,
  date_short: short,
  date_long: long,
  date_long_full: (s) => `${month(s, "long")} ${day(s)}, ${year(s)}`,
  date_pretty: pretty(full),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(dividerDay),
  time: clock,
  time_secs: (s) => formatter({ hour: "numeric", minute: "2-digit", second: "2-digit" }).format(ms(s)),
  ago,
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A date template filled in for the reader; `null` for a time that is none. */
export function formatDate(seconds, template) {
  if (!Number.isFinite(Number(seconds))) return null;
  const filled = template.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(seconds) ?? whole);
  return capital(filled);
}

/** The divider between days: Today, Yesterday, "Monday, November 16th". */
export const dayLabel = (seconds) => capital(TOKENS.day_divider_pretty(seconds));

/** "Saturday, November 20th, 2021 at 10:00 AM" */
export const wholeMinute = (seconds) => `${long(seconds)} at ${clock(seconds)}`;

/** The whole moment, for tooltips. */
export const moment = (seconds) => `${long(seconds)} at ${TOKENS.time_secs(seconds)}`;

/** Seconds since 1970 of a wall-clock time "YYYY-MM-DDTHH:MM" in the person's zone. */
export function fromWall(text, timeZone = zone()) {
  const wanted = Date.parse(`${text}:00Z`) / 1000;
  if (!Number.isFinite(wanted)) return null;
  const offset = (at) => {
    const f = fields(at, timeZone);
    return Date.parse(`${f.year}-${f.month}-${f.day}T${f.hour}:${f.minute}:${f.second}Z`) / 1000 - at;
  };
  const guess = wanted - offset(wanted);
  return wanted - offset(guess);
}

/** The wall-clock time "YYYY-MM-DDTHH:MM" of a moment in the person's zone. */
export function toWall(seconds) {
  const f = fields(seconds);
  return `${f.year}-${f.month}-${f.day}T${f.hour}:${f.minute}`;
}
