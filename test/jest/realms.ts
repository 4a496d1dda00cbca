/**
 * Jest runs specs in a realm with separate built-in classes, while Node makes its errors (fs, sqlite, fetch) from those of the outer realm.
 * Here `instanceof Error` holds for both, as in the product, which has one realm.
 */
const BUILT_IN = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError];
const { [Symbol.hasInstance]: hasInstance } = Function.prototype;

for (const kind of BUILT_IN)
  Object.defineProperty(kind, Symbol.hasInstance, {
    // A class that extends a built-in one inherits this function and keeps the ordinary meaning.
    value(this: unknown, value: unknown): boolean {
      return hasInstance.call(this as typeof Error, value) || (this === kind && hasClassNamed(kind.name, value));
    },
  });

function hasClassNamed(name: string, value: unknown): boolean {
  for (let object = value; typeof object === 'object' && object !== null; object = Object.getPrototypeOf(object))
    if (Object.hasOwn(object, 'constructor') && object.constructor.name === name) return true;
  return false;
}
