package io.portfolioplatform.domain.holding;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.portfolioplatform.domain.Answer;
import io.portfolioplatform.domain.money.Money;

/**
 * Units that came together. Units sold before they were bought make a lot with a negative
 * quantity and a negative cost.
 *
 * @param acquired day they came; the first day if lots were averaged
 * @param quantity units
 * @param cost what they cost with fees, in the base currency
 */
public record Lot(LocalDate acquired, BigDecimal quantity, Answer<BigDecimal> cost) {

	/** A ratio such as a third ends somewhere, and leaves less than this. */
	private static final BigDecimal LEAST = new BigDecimal("1e-9");

	static boolean isNothing(BigDecimal units) {
		return units.abs().compareTo(LEAST) < 0;
	}

	boolean isEmpty() {
		return isNothing(this.quantity);
	}

	boolean opposes(Lot other) {
		return this.quantity.signum() * other.quantity.signum() < 0;
	}

	/**
	 * Returns some of the units with their share of the cost.
	 * @param units a positive number, at most as many as there are
	 * @return a lot with the sign of this one
	 */
	Lot part(BigDecimal units) {
		BigDecimal all = this.quantity.abs();
		if (units.compareTo(all) == 0) {
			return this;
		}
		BigDecimal signed = (this.quantity.signum() < 0) ? units.negate() : units;
		return new Lot(this.acquired, signed,
				this.cost.map((whole) -> whole.multiply(units).divide(all, Money.PRECISION)));
	}

	/**
	 * Returns what is left when a part is taken: nothing is lost to rounding.
	 * @param part a part of this lot
	 * @return the rest
	 */
	Lot without(Lot part) {
		return new Lot(this.acquired, this.quantity.subtract(part.quantity),
				this.cost.with(part.cost, BigDecimal::subtract));
	}

	Lot merge(Lot later) {
		return new Lot(this.acquired, this.quantity.add(later.quantity), this.cost.with(later.cost, BigDecimal::add));
	}

	Lot split(BigDecimal ratio) {
		return new Lot(this.acquired, this.quantity.multiply(ratio, Money.PRECISION), this.cost);
	}

}
