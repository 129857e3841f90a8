/** Days in the 400 years after which the Gregorian calendar repeats, and in its shorter cycles. */
const daysPer400Years = 146_097;
const daysPerCentury = 36_524;
const daysPer4Years = 1461;
/** From 0000-03-01, where the computation has its leap days at the end of the year, to 1970-01-01. */
const daysToEpoch = 719_468;

const microsPerSecond = 1_000_000n;
const secondsPerDay = 86_400;

/**
 * A day as `YYYY-MM-DD`, in the proleptic Gregorian calendar; years outside of 0 to 9999
 * have a sign and six digits, as in ISO 8601.
 *
 * @param days since 1970-01-01.
 */
export function formatDate(days: number): string {
	const shifted = days + daysToEpoch;
	const era = Math.floor(shifted / daysPer400Years);
	const dayOfEra = shifted - era * daysPer400Years;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / (daysPer4Years - 1)) +
			Math.floor(dayOfEra / daysPerCentury) -
			Math.floor(dayOfEra / (daysPer400Years - 1))) /
			365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
	const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	return `${formatYear(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/**
 * A moment as `YYYY-MM-DDTHH:MM:SS.ffffff`, without a zone.
 *
 * @param micros since 1970-01-01T00:00:00.
 */
export function formatTimestamp(micros: bigint): string {
	let fraction = Number(micros % microsPerSecond);
	let seconds = Number(micros / microsPerSecond);
	if (fraction < 0) {
		fraction += Number(microsPerSecond);
		seconds -= 1;
	}
	const days = Math.floor(seconds / secondsPerDay);
	const time = seconds - days * secondsPerDay;
	const clock = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60].map(twoDigits).join(':');
	return `${formatDate(days)}T${clock}.${String(fraction).padStart(6, '0')}`;
}

function formatYear(year: number): string {
	if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
	return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

function twoDigits(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}
