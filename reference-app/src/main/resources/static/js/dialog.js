// A dialog with a form: it is gone as soon as what was entered is stored, and says what is wrong otherwise.
import { byId } from "./dom.js";
import { load, refusedChange } from "./shell.js";

/** Prepares one, and answers what opens it: with what stores, and with what to do once that is done. */
export function prepareDialog(id, problem) {
	const dialog = byId(id);
	let opened = null;
	byId(`${id}-cancel`).onclick = () => dialog.close();
	byId(`${id}-form`).onsubmit = async (event) => {
		event.preventDefault();
		const mine = opened;
		const button = event.target.querySelector("[type=submit]");
		button.disabled = true;
		problem(null);
		let answer;
		try {
			answer = await mine.store();
		}
		catch (error) {
			refused(error, mine);
			return;
		}
		finally {
			button.disabled = false;
		}
		// Whoever did not wait may have opened it for something else.
		if (mine === opened) {
			dialog.onclose = null;
			dialog.close();
		}
		mine.stored(answer);
	};
	const refused = (error, mine) => {
		if (error.status === undefined || mine !== opened || !dialog.open) {
			refusedChange(error);
			return;
		}
		problem(error);
		// What was refused may be based on a page that is out of date.
		dialog.onclose = error.problem?.errors ? null : load;
	};
	return (store, stored) => {
		opened = { store, stored };
		dialog.onclose = null;
		dialog.showModal();
	};
}
