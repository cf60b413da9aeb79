// The access token of this tab. It arrives in the address's fragment, which browsers send to no server,
// and leaves the address at once, so that it is not bookmarked or copied.
const KEY = "portfolio.token";

export function takeTokenFromAddress() {
	const token = new URLSearchParams(location.hash.slice(1)).get("token");
	if (token) {
		signIn(token);
		history.replaceState(null, "", location.pathname);
	}
}

export function signIn(token) {
	sessionStorage.setItem(KEY, token.trim());
}

export function signOut() {
	sessionStorage.removeItem(KEY);
}

export function token() {
	return sessionStorage.getItem(KEY);
}
