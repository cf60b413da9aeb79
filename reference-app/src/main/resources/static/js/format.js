// Texts of amounts. Amounts arrive as decimal text and are only formatted, never calculated with.
// As many as an activity may have behind the point.
const MOST_DIGITS = 20;
const SIGNED = { signDisplay: "exceptZero" };

export function money(figure, signed = false) {
	if (figure.amount === null || figure.amount === undefined) {
		return "unknown";
	}
	return new Intl.NumberFormat("en", { style: "currency", currency: figure.currency, ...(signed && SIGNED) }).format(figure.amount);
}

/** An amount with its currency, in columns of which each line has its own. */
export function amount(text, currency) {
	const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
	return `${fixed(text, maximumFractionDigits, maximumFractionDigits)} ${currency}`;
}

/** The same with every digit that is there: the price of a unit may have more than its currency. */
export function price(text, currency) {
	const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
	return `${fixed(text, maximumFractionDigits, MOST_DIGITS)} ${currency}`;
}

export function decimal(text) {
	return fixed(text, 0, MOST_DIGITS);
}

export function percent(fraction) {
	return new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 })
		.format(fraction);
}

/** What is in percent already. */
export function percentage(value, signed = false) {
	const number = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2, ...(signed && SIGNED) });
	return value?.value ? `${number.format(value.value)}%` : "–";
}

export function sign(text) {
	const number = Number(text ?? 0);
	return number > 0 ? "gain" : number < 0 ? "loss" : "";
}

/** A code such as ASSET_CLASS as a word; short ones such as USD and ETF stay. */
export function words(code) {
	return code.length > 3 ? code.charAt(0) + code.slice(1).toLowerCase().replaceAll("_", " ") : code;
}

/** How far something is, where it tells. */
export function progress({ done, total }) {
	return typeof total === "number" ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")}` : "";
}

export function kind(type) {
	return type.charAt(0) + type.slice(1).toLowerCase();
}

function fixed(text, least, most) {
	return new Intl.NumberFormat("en", { minimumFractionDigits: least, maximumFractionDigits: most }).format(text);
}
