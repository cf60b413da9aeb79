package io.portfolioplatform.domain;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Values by day, each of which counts until the next one.
 *
 * @param <V> type of the values
 * @param days the days of the values, each once, oldest first
 * @param values the values, one for each day
 */
public record TimeSeries<V>(List<LocalDate> days, List<V> values) {

	public TimeSeries {
		if (days.size() != values.size()) {
			throw new IllegalArgumentException(days.size() + " days need as many values, not " + values.size());
		}
		days = List.copyOf(days);
		values = List.copyOf(values);
	}

	/**
	 * Returns values in the order of their days.
	 * @param <V> type of the values
	 * @param values the values by day
	 * @return the series
	 */
	public static <V> TimeSeries<V> of(Map<LocalDate, V> values) {
		SortedMap<LocalDate, V> sorted = new TreeMap<>(values);
		return new TimeSeries<>(List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
	}

	public static <V> TimeSeries<V> empty() {
		return new TimeSeries<>(List.of(), List.of());
	}

	public boolean isEmpty() {
		return this.days.isEmpty();
	}

	/**
	 * Returns where the last value on or before a day is.
	 * @param day the day
	 * @return its index in {@link #days()} and {@link #values()}, -1 if there is none
	 */
	public int indexOn(LocalDate day) {
		int found = Collections.binarySearch(this.days, day);
		return (found >= 0) ? found : -found - 2;
	}

	/**
	 * Returns the last value on or before a day.
	 * @param day the day
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable V on(LocalDate day) {
		int index = indexOn(day);
		return (index >= 0) ? this.values.get(index) : null;
	}

	/**
	 * Returns whether a day has a value of its own.
	 * @param day the day
	 * @return whether another value may count from this day on
	 */
	public boolean hasValueOf(LocalDate day) {
		return Collections.binarySearch(this.days, day) >= 0;
	}

}
