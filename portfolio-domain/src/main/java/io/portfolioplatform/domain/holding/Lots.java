package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.portfolioplatform.domain.Answer;

/**
 * Lots of one instrument in one account, first come first. At average cost there is never
 * more than one, so that the first one is the average.
 */
class Lots {

	private final CostMethod method;

	private final Deque<Lot> lots = new ArrayDeque<>();

	Lots(CostMethod method) {
		this.method = method;
	}

	/**
	 * Adds units bought (positive) or sold (negative), and closes what they settle.
	 * @param trade the units with what was paid for them
	 * @return the gain realised by what was closed
	 */
	Answer<BigDecimal> trade(Lot trade) {
		Answer<BigDecimal> realised = Answer.of(BigDecimal.ZERO);
		Lot rest = trade;
		while (!rest.isEmpty() && !this.lots.isEmpty() && this.lots.getFirst().opposes(rest)) {
			Lot closed = takeFirst(rest.quantity().abs());
			Lot closing = rest.part(closed.quantity().abs());
			rest = rest.without(closing);
			realised = realised.with(closed.cost().with(closing.cost(), BigDecimal::add), BigDecimal::subtract);
		}
		add(rest);
		return realised;
	}

	/**
	 * Takes units away without selling them.
	 * @param units a positive number
	 * @return lots with as many units, or fewer if there are not so many
	 */
	List<Lot> take(BigDecimal units) {
		List<Lot> taken = new ArrayList<>();
		BigDecimal missing = units;
		while (missing.signum() > 0 && !this.lots.isEmpty() && this.lots.getFirst().quantity().signum() > 0) {
			Lot lot = takeFirst(missing);
			taken.add(lot);
			missing = missing.subtract(lot.quantity());
		}
		return taken;
	}

	private Lot takeFirst(BigDecimal most) {
		Lot first = this.lots.removeFirst();
		Lot part = first.part(first.quantity().abs().min(most));
		Lot rest = first.without(part);
		if (!rest.isEmpty()) {
			this.lots.addFirst(rest);
		}
		return part;
	}

	private void add(Lot lot) {
		if (lot.isEmpty()) {
			return;
		}
		boolean merged = this.method == CostMethod.AVERAGE && !this.lots.isEmpty();
		this.lots.addLast(merged ? this.lots.removeLast().merge(lot) : lot);
	}

	void split(BigDecimal ratio) {
		this.lots.addAll(drain().stream().map((lot) -> lot.split(ratio)).toList());
	}

	boolean isShort() {
		Lot first = this.lots.peekFirst();
		return first != null && first.quantity().signum() < 0;
	}

	private List<Lot> drain() {
		List<Lot> all = list();
		this.lots.clear();
		return all;
	}

	List<Lot> list() {
		return List.copyOf(this.lots);
	}

}
