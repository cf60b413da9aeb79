package io.portfolioplatform.app.security;

/**
 * The Supabase project is not configured, or in a way that cannot work.
 */
class InvalidSupabaseProjectException extends RuntimeException {

	private final String action;

	InvalidSupabaseProjectException(String message, String action) {
		super(message);
		this.action = action;
	}

	String action() {
		return this.action;
	}

	String description() {
		return String.valueOf(getMessage());
	}

}
