### The frame of every page.

frame-skip = Skip to content
frame-phone-nav = Quick navigation
frame-path = Path
frame-find-hint = Find a customer, a phone number, or something to do
frame-results = Results
frame-more-acts = more to do
frame-find-note = Typing without marks finds it too
frame-go-to = Go to
frame-choose = choose
frame-more = More
frame-theme = Switch between light and dark
frame-drawer = Quick look
frame-shortcuts = Keyboard shortcuts
frame-everywhere = Everywhere
frame-find-in-page = Find in this page
frame-confirm = Please confirm
frame-confirm-yes = Go on
frame-offline = No connection. Nothing was lost; try again.
frame-failed = Something went wrong here. Try again.
frame-renewed = This page is older than your sign-in. What you typed is still here: press again.
frame-ended = You are signed out. Sign in in another tab, then press again here: what you typed is kept.
action-switch-language = Tiếng Việt
