### Names of the entries in the sidebar and the tab bar.

## Groups

nav-main = Main navigation
nav-today = Today
nav-inbox = Inbox
nav-customers = Customers
nav-selling = Selling
nav-care = Care
nav-insight = Insight

## Pages

nav-people = Customers
nav-organizations = Organisations
nav-segments = Segments
nav-deals = Deals
nav-quotes = Quotes
nav-orders = Orders
nav-invoices = Invoices
nav-payments = Payments
nav-products = Products
nav-interactions = Interactions
nav-tasks = Tasks
nav-promises = Promises
nav-tickets = Tickets
nav-campaigns = Campaigns
nav-journeys = Journeys
nav-surveys = Surveys
nav-reports = Reports
nav-analytics = Analytics
nav-facts = What we know
nav-imports = Imports
nav-settings = Settings
nav-account = Your account
nav-help = Help
nav-palette = Search or command
