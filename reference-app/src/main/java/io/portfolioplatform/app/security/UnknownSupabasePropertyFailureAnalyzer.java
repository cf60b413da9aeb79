package io.portfolioplatform.app.security;

import io.portfolioplatform.redis.diagnostics.UnknownPropertyFailureAnalyzer;

/**
 * Names a property of {@code supabase} that does not exist, and the nearest one that
 * does.
 */
final class UnknownSupabasePropertyFailureAnalyzer extends UnknownPropertyFailureAnalyzer {

	UnknownSupabasePropertyFailureAnalyzer() {
		super("supabase");
	}

}
