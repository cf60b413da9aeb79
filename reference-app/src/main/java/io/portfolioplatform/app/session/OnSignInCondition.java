package io.portfolioplatform.app.session;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Condition of {@link ConditionalOnSignIn}: an anon key that is more than blank, as an
 * environment variable that is not set leaves it.
 */
class OnSignInCondition extends SpringBootCondition {

	private static final String PROPERTY = "portfolio.session.anon-key";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSignIn.class);
		return StringUtils.hasText(context.getEnvironment().getProperty(PROPERTY))
				? ConditionOutcome.match(message.because(PROPERTY + " is set"))
				: ConditionOutcome.noMatch(message.because(PROPERTY + " is not set"));
	}

}
