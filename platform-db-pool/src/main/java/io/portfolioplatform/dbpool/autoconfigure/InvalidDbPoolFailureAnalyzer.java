package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.InvalidDbPoolException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which setting of the pool cannot work, and what to do about it.
 */
final class InvalidDbPoolFailureAnalyzer extends AbstractFailureAnalyzer<InvalidDbPoolException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidDbPoolException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getCure(), cause);
	}

}
