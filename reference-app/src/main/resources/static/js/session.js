// Who is signed in: by a token of this tab, or by the cookie that the server keeps encrypted.
// A token arrives in the address's fragment, which browsers send to no server, and leaves the address at once,
// so that it is not bookmarked or copied.
const KEY = "portfolio.token";
const WITH_PASSWORD = document.body.dataset.signIn === "password";
const SECONDS_BEFORE_EXPIRY = 60;
const SECONDS_BETWEEN_RENEWALS = 30;

let session = null;
let refreshing = null;
let refreshed = null;
let renewedAt = -Infinity;

export function takeTokenFromAddress() {
	const token = new URLSearchParams(location.hash.slice(1)).get("token");
	if (token) {
		signInWithToken(token);
		history.replaceState(null, "", location.pathname);
	}
}

export function isSignedIn() {
	return Boolean(token() ?? session);
}

export function person() {
	return token() ? "" : session?.email ?? "";
}

/** What the person may see beyond their own; the server decides, this only hides a link. */
export function role() {
	try {
		const claims = token() ? JSON.parse(atob(token().split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))) : null;
		return token() ? claims?.app_metadata?.portfolio_role : session?.role;
	}
	catch {
		return null;
	}
}

export function signInWithToken(token) {
	sessionStorage.setItem(KEY, token.trim());
}

/** Finds the session that the browser has kept; answers the server's response if it was asked. */
export async function restore() {
	if (!WITH_PASSWORD || isSignedIn()) {
		return null;
	}
	const response = await fetch("/session");
	await take(response);
	return response;
}

/** Answers the response of a refused sign-in, or nothing. */
export async function signInWithPassword(email, password) {
	const response = await fetch("/session", {
		method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }),
	});
	await take(response);
	return response.ok ? null : response;
}

/** Answers the response of a refused sign-out, or nothing. */
export async function signOut() {
	// The token, and which portfolio was looked at.
	sessionStorage.clear();
	const response = session ? await fetch("/session", { method: "DELETE", headers: { "X-CSRF-Token": session.csrfToken } }) : null;
	return response?.ok === false ? response : null;
}

/** Forgets who was signed in, without asking the server: it has just said that it was over. */
export function forget() {
	sessionStorage.removeItem(KEY);
	session = null;
}

/** What a request has to carry, after renewing a session that is about to end. */
export async function credentials() {
	if (token()) {
		// A token is the same in this form. What is none may hold characters that no header may.
		return { Authorization: `Bearer ${encodeURIComponent(token())}` };
	}
	if (isEnding()) {
		// The old token may do for a while; what is wrong, the request itself will tell.
		await refresh().catch(() => null);
	}
	return session ? { "X-CSRF-Token": session.csrfToken } : {};
}

/**
 * Tries to renew a session that the server calls over: the clock of this machine may be slow. Answers the server's
 * response, or null if there is nothing to renew.
 */
export async function renewal() {
	if (token() || !session) {
		return null;
	}
	// The request has just tried to, if its token was about to end.
	return isEnding() && refreshed ? refreshed : refresh();
}

// To a clock that is fast every token is about to end, however new it is.
function isEnding() {
	return session !== null && new Date(session.expiresAt) - Date.now() < 1000 * SECONDS_BEFORE_EXPIRY
		&& performance.now() - renewedAt > 1000 * SECONDS_BETWEEN_RENEWALS;
}

// Once, however many requests wait for it: a refresh token works only once.
function refresh() {
	refreshed = null;
	refreshing ??= fetch("/session/refresh", { method: "POST", headers: { "X-CSRF-Token": session.csrfToken } })
		.then(async (response) => {
			await take(response);
			renewedAt = response.ok ? performance.now() : renewedAt;
			return refreshed = response;
		})
		.finally(() => refreshing = null);
	return refreshing;
}

async function take(response) {
	if (response.status === 200) {
		session = await response.json();
	}
	else if (response.status === 401) {
		session = null;
	}
}

function token() {
	return sessionStorage.getItem(KEY);
}
