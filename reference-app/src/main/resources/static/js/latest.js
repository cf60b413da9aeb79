// Questions that are asked anew before they are answered: only the last one counts.

/**
 * Makes a way of asking, which shows the answer to the last question or throws its failure, and drops those of former
 * ones: it tells whether it was the last, as does what show gets beside the answer. Busy is told whether an answer is to
 * come.
 */
export function latest(busy = () => {}) {
	let last = null;
	return async (question, show) => {
		const mine = last = question();
		const isLast = () => mine === last;
		busy(true);
		try {
			const answer = await mine;
			if (isLast()) {
				await show(answer, isLast);
			}
			return isLast();
		}
		catch (error) {
			if (isLast()) {
				throw error;
			}
			return false;
		}
		finally {
			if (isLast()) {
				busy(false);
			}
		}
	};
}
