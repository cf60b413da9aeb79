// Sign-in with e-mail and password, or with a token where the server knows no passwords.
import { refusal } from "./api.js";
import { byId } from "./dom.js";
import { signInWithPassword, signInWithToken } from "./session.js";

export function prepareSignIn(onSignedIn, say) {
	const password = document.body.dataset.signIn === "password";
	byId("with-password").hidden = !password;
	byId("with-token").hidden = password;
	byId("with-token").onsubmit = (event) => {
		event.preventDefault();
		signInWithToken(byId("token").value);
		event.target.reset();
		onSignedIn();
	};
	byId("with-password").onsubmit = async (event) => {
		event.preventDefault();
		const button = event.target.querySelector("button");
		button.disabled = true;
		say("Signing in …");
		const problem = await send(byId("email").value.trim(), byId("password").value);
		button.disabled = false;
		byId("password").value = "";
		if (problem) {
			say(problem);
			byId("password").focus();
		}
		else {
			onSignedIn();
		}
	};
}

async function send(email, password) {
	try {
		const refused = await signInWithPassword(email, password);
		if (!refused) {
			return null;
		}
		const error = await refusal(refused);
		return error.problem?.detail ?? error.message;
	}
	catch {
		return "The server cannot be reached. Check your connection.";
	}
}
