// What every page does: signs in, loads, and says what is wrong where something is.
import { get, passes, refusal, unreachable } from "./api.js";
import { byId, element } from "./dom.js";
import { forget, isSignedIn, person, restore, role, signOut, takeTokenFromAddress } from "./session.js";
import { prepareSignIn } from "./sign-in.js";

const SECONDS_UNTIL_RETRY = 5;

let waiting;
let content;

/**
 * Runs a page. Its loader may throw an ApiError, and is called again where that helps; it answers false if another load
 * has overtaken it.
 */
export function run(loader) {
	content = loader;
	byId("sign-out").onclick = () => signedOut().then(() => location.reload(),
		(error) => error.isReplaced ? failed(error) : say(`You may still be signed in. ${error.message}`));
	// A browser that has kept the page would show after Back what was there before a change, or to whoever signed out.
	window.onpageshow = (event) => event.persisted && location.reload();
	// Nothing of one person stays in the page for the next.
	window.onhashchange = () => location.hash.startsWith("#token=") && location.reload();
	prepareSignIn(() => location.reload(), say);
	takeTokenFromAddress();
	load();
}

export async function load() {
	clearTimeout(waiting);
	try {
		await restored();
		if (!isSignedIn()) {
			show("sign-in");
			return;
		}
		say(byId("dashboard").hidden ? "Loading …" : "");
		if (await content(get) === false) {
			return;
		}
		say("");
		show("dashboard");
	}
	catch (error) {
		failed(error);
	}
}

export function failed(error) {
	if (error.status === undefined) {
		throw error;
	}
	clearTimeout(waiting);
	if (error.status === 401) {
		forget();
		say(error.message);
		show("sign-in");
		return;
	}
	say(error.message);
	if (error.isReplaced) {
		// Nothing of one person stays in the page for the next; a new page is that of whoever is signed in.
		show("nothing");
		offer("Load again", () => location.reload()).focus();
	}
	else if (error.status === 429 || error.status === 503) {
		// Not announced each second: a screen reader hears the message, the clock is for the eye.
		const clock = element("p", { class: "quiet", "aria-hidden": "true" });
		byId("message").append(clock);
		countDown(clock, error.retryAfter || SECONDS_UNTIL_RETRY);
	}
	else {
		offer("Try again");
	}
}

/** Says that a change was refused, which nobody makes again by loading the page. */
export function refusedChange(error) {
	if (error.status === undefined || error.endsPage) {
		failed(error);
		return;
	}
	clearTimeout(waiting);
	say(passes(error.status) ? `${error.message} Nothing is tried again by itself.` : error.message);
	offer("Look again");
}

function offer(text, onclick = load) {
	const again = Object.assign(element("button", { type: "button" }, text), { onclick });
	byId("message").append(again);
	return again;
}

function countDown(clock, seconds) {
	if (seconds <= 0) {
		load();
		return;
	}
	clock.textContent = `Next try in ${seconds} s.`;
	waiting = setTimeout(countDown, 1000, clock, seconds - 1);
}

function say(text) {
	byId("message").replaceChildren(...(text ? [element("p", {}, text)] : []));
}

function show(part) {
	const isOpen = part === "dashboard";
	byId("sign-in").hidden = part !== "sign-in";
	byId("dashboard").hidden = !isOpen;
	byId("account").hidden = !isOpen;
	byId("operator-link").hidden = !isOpen || role() !== "operator";
	byId("person").textContent = person();
	if (!isOpen) {
		// Behind an open dialog nobody could sign in, or load the page again.
		document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
	}
	if (part === "sign-in") {
		byId("sign-in").querySelector("form:not([hidden]) input").focus();
	}
	// Charts that were made while nothing was to be seen take their width now.
	window.dispatchEvent(new Event("resize"));
}

/** Nobody leaves a browser for signed out that still is signed in. */
async function signedOut() {
	const refused = await signOut().catch(() => {
		throw unreachable("DELETE");
	});
	if (refused) {
		throw await refusal(refused);
	}
}

/** Nobody is asked to sign in because the server does not say whether they are. */
async function restored() {
	const response = await restore().catch(() => {
		throw unreachable();
	});
	if (response && passes(response.status)) {
		throw await refusal(response);
	}
}
