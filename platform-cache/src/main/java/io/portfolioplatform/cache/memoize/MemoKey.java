package io.portfolioplatform.cache.memoize;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Key of one remembered result: the method and what tells its results apart. Arrays are
 * compared by content.
 */
sealed interface MemoKey {

	/**
	 * Return the key of some values. One that is not an array, which is what most keys
	 * are, is compared without a look at what else it could be.
	 */
	static MemoKey of(MemoizedMethod method, @Nullable Object[] parts) {
		Object first = (parts.length == 1) ? parts[0] : null;
		return (first != null && !first.getClass().isArray()) ? new One(method, first) : new Several(method, parts);
	}

	/**
	 * One value.
	 *
	 * @param method the method
	 * @param part the value
	 */
	record One(MemoizedMethod method, Object part) implements MemoKey {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof One key && this.method == key.method && this.part.equals(key.part);
		}

		@Override
		public int hashCode() {
			return this.method.hashCode() + 31 * this.part.hashCode();
		}

	}

	/**
	 * Any number of values.
	 */
	final class Several implements MemoKey {

		private final MemoizedMethod method;

		private final @Nullable Object[] parts;

		private final int hash;

		private Several(MemoizedMethod method, @Nullable Object[] parts) {
			this.method = method;
			this.parts = parts;
			this.hash = method.hashCode() + 31 * Arrays.deepHashCode(parts);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other || (other instanceof Several key && this.hash == key.hash && this.method == key.method
					&& Arrays.deepEquals(this.parts, key.parts));
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
