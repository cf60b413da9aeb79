// Questions that are asked anew before they are answered: only the last one counts.

/**
 * Makes a way of asking, which shows the answer to the last question or throws its failure, and drops those of former
 * ones. Busy is told whether an answer is to come.
 */
export function latest(busy = () => {}) {
	let last = null;
	return async (question, show) => {
		const mine = last = question();
		busy(true);
		try {
			const answer = await mine;
			if (mine === last) {
				await show(answer);
			}
		}
		catch (error) {
			if (mine === last) {
				throw error;
			}
		}
		finally {
			if (mine === last) {
				busy(false);
			}
		}
	};
}
