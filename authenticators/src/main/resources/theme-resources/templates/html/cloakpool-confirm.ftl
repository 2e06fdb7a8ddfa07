<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("cloakpoolEmailCodeHoursBody", realmName, code, hours)}</p>
<p style="font-family: monospace; font-size: 24px; letter-spacing: 4px;"><b>${code}</b></p>
<p>${msg("cloakpoolEmailConfirmLink")}</p>
<p><a href="${link}">${msg("cloakpoolLinkConfirmButton")}</a></p>
</@layout.emailLayout>
