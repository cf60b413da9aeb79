package io.portfolioplatform.health.probe;

/**
 * The answer to a probe.
 *
 * @param passed whether the answer is yes
 * @param reason why it is not, or what is remarkable although it is; may be empty
 */
public record ProbeAnswer(boolean passed, String reason) {

	static final ProbeAnswer PASSED = new ProbeAnswer(true, "");

	/**
	 * Return the same answer for those who need not know why.
	 * @return yes or no
	 */
	public ProbeAnswer withoutReason() {
		return new ProbeAnswer(this.passed, "");
	}

	int httpStatus() {
		return this.passed ? 200 : 503;
	}

	String json() {
		String status = this.passed ? "UP" : "DOWN";
		String detail = this.reason.isEmpty() ? ""
				: ",\"" + (this.passed ? "note" : "reason") + "\":\"" + plain() + "\"";
		return "{\"status\":\"" + status + "\"" + detail + "}";
	}

	/**
	 * A name in the reason may hold anything: leave out what JSON would have to escape.
	 */
	private String plain() {
		return this.reason.replaceAll("[\\p{Cntrl}\"\\\\]", "");
	}

}
