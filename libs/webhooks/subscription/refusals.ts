/** Refusals about a subscription. */
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';

export type SubscriptionRefusal =
  | Refusal<'SUBSCRIPTION_EXISTS', { readonly id: string }>
  | Refusal<'SUBSCRIPTION_UNKNOWN', { readonly id: string }>
  | Refusal<'SUBSCRIPTION_DISABLED_ALREADY', { readonly id: string }>
  | Refusal<'SUBSCRIPTION_ENABLED_ALREADY', { readonly id: string }>
  | Refusal<'SUBSCRIPTION_DISABLED', { readonly id: string }>
  | Refusal<'POSITION_NOT_PUBLISHED', { readonly position: number }>
  | Refusal<
      'POSITION_NOT_SENT',
      { readonly id: string; readonly position: number; readonly type: string; readonly team: string }
    >;

export const refused = errorsOf<SubscriptionRefusal>('refused');
