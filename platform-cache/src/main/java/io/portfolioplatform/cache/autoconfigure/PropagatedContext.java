package io.portfolioplatform.cache.autoconfigure;

import java.util.concurrent.Executor;

import io.micrometer.context.ContextSnapshotFactory;
import io.portfolioplatform.cache.shared.CallerContext;

import org.springframework.util.ClassUtils;

/**
 * What Micrometer's context propagation carries.
 */
final class PropagatedContext implements CallerContext {

	private static final String LIBRARY = "io.micrometer.context.ContextSnapshotFactory";

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	/**
	 * Carry the context where the library is on the class path.
	 */
	static CallerContext ifPossible() {
		return ClassUtils.isPresent(LIBRARY, CallerContext.class.getClassLoader()) ? new PropagatedContext() : NONE;
	}

	@Override
	public Executor carriedTo(Executor executor) {
		return this.snapshots.captureAll().wrapExecutor(executor);
	}

}
