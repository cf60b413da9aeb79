package io.portfolioplatform.domain;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Figure that is known, or the reason why it is not. What is computed from an unknown
 * figure is unknown for the same reason.
 *
 * @param <T> the type of the figure
 */
public sealed interface Answer<T> {

	static <T> Answer<T> of(T value) {
		return new Known<>(value);
	}

	static <T> Answer<T> absent(Absence.Code code, String message) {
		return new Absent<>(new Absence(code, message));
	}

	/**
	 * Computes another figure from this one.
	 * @param <R> the type of the other figure
	 * @param function computes it, or says why it cannot
	 * @return the other figure
	 */
	<R> Answer<R> flatMap(Function<? super T, Answer<R>> function);

	default <R> Answer<R> map(Function<? super T, ? extends R> function) {
		return flatMap((value) -> new Known<>(function.apply(value)));
	}

	default <U, R> Answer<R> with(Answer<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
		return flatMap((value) -> other.map((second) -> function.apply(value, second)));
	}

	/**
	 * Returns the figure.
	 * @return the figure, or nothing if it is not known
	 */
	Optional<T> value();

	/**
	 * Returns why the figure is not known.
	 * @return the reason, or nothing if it is known
	 */
	Optional<Absence> reason();

	/**
	 * Returns the figure.
	 * @return the figure
	 * @throws NoSuchElementException with the reason as message if it is not known
	 */
	default T get() {
		return value()
			.orElseThrow(() -> new NoSuchElementException(reason().map(Absence::message).orElse("No reason given")));
	}

	/**
	 * Known figure.
	 *
	 * @param <T> the type of the figure
	 * @param known the figure
	 */
	record Known<T>(T known) implements Answer<T> {

		@Override
		public <R> Answer<R> flatMap(Function<? super T, Answer<R>> function) {
			return function.apply(this.known);
		}

		@Override
		public Optional<T> value() {
			return Optional.of(this.known);
		}

		@Override
		public Optional<Absence> reason() {
			return Optional.empty();
		}

	}

	/**
	 * Figure that is not known.
	 *
	 * @param <T> the type the figure would have
	 * @param absence the reason
	 */
	record Absent<T>(Absence absence) implements Answer<T> {

		@Override
		public <R> Answer<R> flatMap(Function<? super T, Answer<R>> function) {
			return new Absent<>(this.absence);
		}

		@Override
		public Optional<T> value() {
			return Optional.empty();
		}

		@Override
		public Optional<Absence> reason() {
			return Optional.of(this.absence);
		}

	}

}
