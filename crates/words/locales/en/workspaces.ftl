### Settings of a workspace.

## Fields

field-workspaces-currency = Currency
field-workspaces-time-zone = Time zone
field-workspaces-language = Language
field-workspaces-working-week = Working week
field-workspaces-bin-days = Days kept in the bin
field-workspaces-logo = Logo
field-workspaces-smtp = Mail server

## Choices

choice-workspaces-working-week-mon-fri = Monday to Friday
choice-workspaces-working-week-mon-sat = Monday to Saturday
choice-workspaces-language-vi = Vietnamese
choice-workspaces-language-en = English
