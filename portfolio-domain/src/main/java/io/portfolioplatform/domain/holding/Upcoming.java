package io.portfolioplatform.domain.holding;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Dated things that are taken in order, each once.
 *
 * @param <T> the type of the things
 */
class Upcoming<T> {

	private final List<T> sorted;

	private final Function<T, LocalDate> date;

	private int next;

	Upcoming(List<T> sorted, Function<T, LocalDate> date) {
		this.sorted = sorted;
		this.date = date;
	}

	/**
	 * Returns what is still to come up to a day.
	 * @param day the last day
	 * @return an iterator that takes what it returns
	 */
	Iterator<T> until(LocalDate day) {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return Upcoming.this.next < Upcoming.this.sorted.size()
						&& !Upcoming.this.date.apply(Upcoming.this.sorted.get(Upcoming.this.next)).isAfter(day);
			}

			@Override
			public T next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				return Upcoming.this.sorted.get(Upcoming.this.next++);
			}

		};
	}

}
