package io.portfolioplatform.dbpool;

import org.jspecify.annotations.Nullable;

/**
 * Says for whom a transaction runs. Where the application has a bean of this type, every
 * transaction starts with its claims in the setting {@code request.jwt.claims}, which
 * row-level security policies read, and statements outside a transaction are refused
 * while there are claims.
 */
@FunctionalInterface
public interface TransactionClaims {

	/**
	 * Return the claims of the user that the calling thread works for. It is asked when a
	 * transaction sends its first statement.
	 * @return the claims, or {@code null} if the thread works for no user
	 */
	@Nullable Claims current();

	/**
	 * What a transaction sets until it ends.
	 *
	 * @param json the value of {@code request.jwt.claims}, such as {@code {"sub":"..."}}
	 * @param role the role to assume, as {@code set local role} does, or {@code null} to
	 * stay who one is
	 */
	record Claims(String json, @Nullable String role) {

		/**
		 * Create claims for the role of the connection.
		 * @param json the value of {@code request.jwt.claims}
		 */
		public Claims(String json) {
			this(json, null);
		}

		@Override
		public String toString() {
			return "Claims[role=" + this.role + "]";
		}

	}

}
