/** The rules of this project, as a plugin of oxlint. */

/** A rule that reports the nodes matched by its selectors. */
const refused = (message, ...selectors) => ({
  create: (context) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
});

const FRENCH = '/[À-ÖØ-öø-ÿŒœ«»’]/';

/**
 * TypeScript distinguishes instances of a class from other objects only if the class has a member that others cannot have. Errors need
 * none: they can only be thrown.
 */
const nominalClass = {
  create: (context) => ({
    ClassDeclaration(node) {
      if (node.superClass !== null || node.decorators.length > 0 || node.body.body.some(hasOwn)) return;
      context.report({
        node: node.id ?? node,
        message: 'An object of the same shape would pass for an instance: give the class a member of its own (#name).',
      });
    },
  }),
};

function hasOwn({ key, accessibility, kind, value }) {
  const parameters = kind === 'constructor' ? value.params : [];
  return (
    key?.type === 'PrivateIdentifier' ||
    [{ accessibility }, ...parameters].some((member) => isOwn(member.accessibility))
  );
}

const isOwn = (accessibility) => accessibility === 'private' || accessibility === 'protected';

export default {
  meta: { name: 'house' },
  rules: {
    'time-as-data': refused(
      'Time comes in as data.',
      "NewExpression[callee.name='Date'][arguments.length=0]",
      "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    ),
    'chance-as-data': refused(
      'Chance comes in as data.',
      "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    ),
    'no-french': refused(
      'What people read is made in libs/words; a library gives codes and data.',
      `Literal[value=${FRENCH}]`,
      `TemplateElement[value.raw=${FRENCH}]`,
    ),
    'kernel-reads-periods': refused(
      'Periods and days of instants are read by libs/kernel: parsePeriod, dayOfInstant.',
      'CallExpression[callee.property.name=/^(includes|indexOf|split)$/][arguments.0.value=/^-?Q$/]',
      "CallExpression[callee.property.name='slice'][arguments.0.value=0][arguments.1.value=10][callee.object.name=/[aA]t$/]",
      "CallExpression[callee.property.name='slice'][arguments.0.value=0][arguments.1.value=10][callee.object.property.name=/[aA]t$/]",
    ),
    'traits-of-families': refused(
      'Ask the traits of the family (libs/regulation/families.ts), not its name.',
      'BinaryExpression[operator=/^[!=]==$/][right.value=/^(SUBSTITUTIVE|INCENTIVE)$/]',
    ),
    'nominal-class': nominalClass,
  },
};
