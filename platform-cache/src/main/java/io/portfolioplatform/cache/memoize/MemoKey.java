package io.portfolioplatform.cache.memoize;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Key of one remembered result: the method and what tells its results apart. Arrays are
 * compared by content.
 */
final class MemoKey {

	private final MemoizedMethod method;

	private final @Nullable Object[] parts;

	private final int hash;

	MemoKey(MemoizedMethod method, @Nullable Object[] parts) {
		this.method = method;
		this.parts = parts;
		this.hash = 31 * System.identityHashCode(method) + Arrays.deepHashCode(parts);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof MemoKey key && this.hash == key.hash && this.method == key.method
				&& Arrays.deepEquals(this.parts, key.parts));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

}
